namespace Tracing.Reader;

/// <summary>A trace's clock beside two others, at one moment: a record of the event <c>clock:sync</c>.</summary>
/// <param name="Cycles">The trace's clock, as <see cref="TraceEvent.Cycles"/> is.</param>
/// <param name="Monotonic">The monotonic clock of the machine, in ns.</param>
/// <param name="Realtime">The wall clock, in ns since 1970, UTC.</param>
public readonly record struct ClockSync(ulong Cycles, long Monotonic, long Realtime);
