using Tracing.Writing;

namespace Tracing.Runtime.Clock;

/// <summary>The trace clock, the monotonic one and the wall clock at one moment.</summary>
/// <param name="Clock">The trace clock: ns, or the number of the moment where the clock is the counter.</param>
/// <param name="Monotonic">The monotonic clock, in ns.</param>
/// <param name="Realtime">Nanoseconds since 1970, UTC.</param>
internal readonly record struct ClockSync(ulong Clock, ulong Monotonic, long Realtime)
{
    /// <summary>Reads all three, about 2 µs apart at the most unless the thread is interrupted. A counter counts up by it.</summary>
    public static ClockSync Take()
    {
        long offset = RealtimeOffset.Measure();
        ulong before = TraceClock.Monotonic();
        ulong clock = TraceClock.Now();
        ulong monotonic = before + ((TraceClock.Monotonic() - before) / 2);
        return new ClockSync(clock, monotonic, (long)monotonic + offset);
    }
}
