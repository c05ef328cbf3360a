namespace Tracing.Runtime;

/// <summary>
/// What one event type lost for one reason in one stream, between two flushes of the session (about a second) at the most.
/// </summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Stream">The stream's name; null for losses that no stream had, or of which it is not known.</param>
/// <param name="Event">The event's name; null where it is not known: of what is overwritten or cannot be written.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">Events lost.</param>
/// <param name="Begin">Time of the first of them, in ns of the trace clock; where the event is not known, no later than that.</param>
/// <param name="End">Time of the last of them, in ns of the trace clock; where the event is not known, no earlier than that.</param>
public sealed record LossGap(string Channel, string? Stream, string? Event, LossReason Reason, long Count, long Begin, long End);
