namespace Tracing.Filters;

/// <summary>Carries a <see cref="FilterError"/> out of lexer, parser or checker.</summary>
internal sealed class FilterSyntaxException(FilterError error) : Exception(error.ToString())
{
    /// <summary>What is wrong.</summary>
    public FilterError Error { get; } = error;
}
