namespace Tracing.Runtime;

/// <summary>One time that a trigger's condition came true and is acted on.</summary>
/// <param name="Session">The session.</param>
/// <param name="Trigger">The trigger's name.</param>
/// <param name="Number">The how-manieth time it is, from 1; times in the cool-down are not counted.</param>
/// <param name="Folder">What the last snapshot or rotation before in the same list of actions has written, as an absolute path; null if there was none.</param>
public sealed record TriggerFiring(TraceSession Session, string Trigger, long Number, string? Folder = null);
