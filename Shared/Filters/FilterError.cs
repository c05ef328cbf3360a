using System.Globalization;

namespace Tracing.Filters;

/// <summary>What is wrong with a filter expression, and where in it.</summary>
/// <param name="Expression">The whole expression.</param>
/// <param name="Start">Where, from 0, in UTF-16 units.</param>
/// <param name="Length">How much of it, at least 1.</param>
/// <param name="Message">What was expected and what is there.</param>
internal sealed record FilterError(string Expression, int Start, int Length, string Message)
{
    /// <summary>Tabs and line ends would put the mark under another column.</summary>
    private string Line => string.Concat(Expression.Select(static c => char.IsControl(c) ? ' ' : c));

    /// <summary>The column, from 1.</summary>
    public int Column => Start + 1;

    /// <summary>The message, the expression, and a line that marks the place in it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"column {Column}: {Message}\n    {Line}\n    {new string(' ', Start)}^{new string('~', Math.Max(0, Length - 1))}");
}
