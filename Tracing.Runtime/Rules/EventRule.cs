using Tracing.Registry;

namespace Tracing.Runtime.Rules;

/// <summary>Chooses tracepoints for a channel, or takes them out again. Of the rules that match one, the latest decides.</summary>
internal sealed class EventRule(EventPattern pattern, TraceChannel? channel, bool enables, EventPattern[] exclusions, TracepointLevel? level)
{
    /// <summary>The channel it is about; null: every channel of the session.</summary>
    public TraceChannel? Channel { get; } = channel;

    /// <summary>Whether matching tracepoints are recorded, or no longer.</summary>
    public bool Enables { get; } = enables;

    /// <summary>Whether the rule says anything of a tracepoint.</summary>
    public bool Matches(TracepointDescriptor tracepoint)
    {
        if (tracepoint.Level > level || !pattern.Matches(tracepoint.FullName))
        {
            return false;
        }

        foreach (EventPattern exclusion in exclusions)
        {
            if (exclusion.Matches(tracepoint.FullName))
            {
                return false;
            }
        }

        return true;
    }
}
