using Tracing.Writing;

namespace Tracing.Runtime.Clock;

/// <summary>The process's trace clock over the cycle counter.</summary>
internal sealed unsafe class CycleClock(ClockKind kind) : IFittedClock
{
    /// <summary>
    /// Length of the first measurement, in ns: an error of 5 ns at its ends is one of 2.5 µs a second, and the first line, which is
    /// one hundredth of that long, lies within 25 ns.
    /// </summary>
    private const ulong PauseNs = 2_000_000;

    private readonly delegate* unmanaged[SuppressGCTransition]<ulong> _readOrdered = CycleCounter.Reader(isOrdered: true);

    /// <inheritdoc/>
    public ref ClockLine? Line => ref TraceClock.s_line;

    /// <inheritdoc/>
    public delegate* unmanaged[SuppressGCTransition]<ulong> Reader { get; } = CycleCounter.Reader(isOrdered: kind == ClockKind.Tsc);

    /// <inheritdoc/>
    public ulong ReadCounter() => _readOrdered();

    /// <inheritdoc/>
    public ulong ReadMonotonic() => TraceClock.Monotonic();

    /// <inheritdoc/>
    public void Pause(ulong sinceNs)
    {
        while (ReadMonotonic() - sinceNs < PauseNs)
        {
            Thread.Sleep(1);
        }
    }
}
