namespace Tracing.Runtime.Clock;

/// <summary>The counter and the time at one moment.</summary>
/// <param name="Counter">The counter's value.</param>
/// <param name="Ns">CLOCK_MONOTONIC in nanoseconds.</param>
internal readonly record struct ClockPair(ulong Counter, ulong Ns)
{
    /// <summary>How often both are read. The narrowest bracket was not interrupted; 16 take about 1 µs.</summary>
    private const int Attempts = 16;

    /// <summary>Reads the time between two readings of the counter, several times, and takes the narrowest.</summary>
    public static ClockPair Take(IFittedClock clock)
    {
        ulong narrowest = ulong.MaxValue;
        ClockPair best = default;
        ulong before = clock.ReadCounter();
        for (int i = 0; i < Attempts; i++)
        {
            ulong ns = clock.ReadMonotonic();
            ulong after = clock.ReadCounter();
            ulong width = after - before;

            // A counter that began anew between the two makes a width that is huge, and loses.
            if (width < narrowest)
            {
                narrowest = width;
                best = new ClockPair(before + (width / 2), ns);
            }

            before = after;
        }

        return best;
    }
}
