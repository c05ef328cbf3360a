namespace Tracing.Runtime.Losses;

/// <summary>Losses of one kind since its channel was added.</summary>
/// <param name="Key">The same each time this kind is read.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Stream">The stream's name; null if no stream had them.</param>
/// <param name="Event">The event's name; null where it is not known.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many.</param>
/// <param name="Begin">The time of the first one that is not told yet, in ns; 0 where it is not known beyond the end of what was told.</param>
/// <param name="End">The last one's time, in ns.</param>
/// <param name="IsStreamless">Whether no stream of the trace counts it as discarded, so that the stream of own events does.</param>
internal sealed record LossAccount(
    LossKey Key, string Channel, string? Stream, string? Event, LossReason Reason, ulong Count, ulong Begin, ulong End, bool IsStreamless = false);
