namespace Tracing.Runtime;

/// <summary>What a trigger has counted since it was added. Every time that its condition came true is fired, suppressed or, for a moment, due.</summary>
/// <param name="Matches">Events that matched, of a condition on events, as long as they are waited for; 0 for others.</param>
/// <param name="Fired">Times that were acted on, or are being acted on now.</param>
/// <param name="Suppressed">Times that fell into the cool-down.</param>
/// <param name="Failed">Actions that failed; each was reported to the EventSource <c>Tracing-Runtime</c>.</param>
/// <param name="Unchecked">Events larger than 1 MiB, which the condition's filter was not asked of; they do not match.</param>
/// <param name="LastError">Why the last action that failed did so; null if none did.</param>
public sealed record TriggerStatistics(long Matches, long Fired, long Suppressed, long Failed, long Unchecked, string? LastError);
