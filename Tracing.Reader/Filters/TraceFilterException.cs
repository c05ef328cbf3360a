using Tracing.Filters;

namespace Tracing.Reader;

/// <summary>A filter expression is wrong.</summary>
public sealed class TraceFilterException : FormatException
{
    internal TraceFilterException(FilterError error)
        : base(error.ToString()) => Column = error.Column;

    /// <summary>Where in the expression, from 1. The message has it too, with a line that marks the place.</summary>
    public int Column { get; }
}
