namespace Tracing.Reader;

/// <summary>An event with its fields as they were declared.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Event">The event; valid until the enumeration goes on.</param>
/// <param name="Value">Its fields; yours to keep.</param>
/// <param name="MissingFields">
/// Names of fields that the trace does not have, since an older declaration wrote it: they have the default value. Empty as a rule.
/// </param>
public readonly record struct TraceRecord<T>(TraceEvent Event, T Value, IReadOnlyList<string> MissingFields)
    where T : struct, ITraceRecord<T>
{
    /// <summary>Whether the trace has all fields.</summary>
    public bool IsComplete => MissingFields.Count == 0;

    /// <summary>Takes the event and its fields apart.</summary>
    /// <param name="event">The event.</param>
    /// <param name="value">Its fields.</param>
    public void Deconstruct(out TraceEvent @event, out T value)
    {
        @event = Event;
        value = Value;
    }
}
