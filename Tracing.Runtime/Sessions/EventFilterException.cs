using Tracing.Filters;

namespace Tracing.Runtime;

/// <summary>The filter of an event rule is wrong, or no tracepoint that the rule matches has its fields.</summary>
public sealed class EventFilterException : ArgumentException
{
    internal EventFilterException(FilterError error)
        : base(error.ToString()) => Column = error.Column;

    /// <summary>Where in the expression, from 1. The message has it too, with a line that marks the place.</summary>
    public int Column { get; }
}
