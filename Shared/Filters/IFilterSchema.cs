namespace Tracing.Filters;

/// <summary>Tells what fields there are.</summary>
internal interface IFilterSchema
{
    /// <summary>What a field is.</summary>
    /// <param name="field">The field.</param>
    FilterType TypeOf(FilterField field);
}

/// <summary>Knows nothing of the fields: what is wrong then is wrong for each event.</summary>
internal sealed class AnySchema : IFilterSchema
{
    private AnySchema()
    {
    }

    public static AnySchema Instance { get; } = new();

    public FilterType TypeOf(FilterField field) => FilterType.Unknown;
}
