using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tracing.Writing;

/// <summary>
/// The trace clock as a probe reads it. One clock a process; the runtime chooses and fits it before the first session
/// starts and never changes its kind while one lives.
/// </summary>
internal static unsafe class TraceClock
{
    /// <summary>How often a counter value that lies before the current line is read again before it is taken for a reset counter.</summary>
    private const int MaxRereads = 1000;

    /// <summary>
    /// Machine code that reads the cycle counter; written before <see cref="s_line"/> and valid while that is not null.
    /// </summary>
    internal static delegate* unmanaged[SuppressGCTransition]<ulong> s_readCounter;

    /// <summary>The line that holds now; null where the clock is not the cycle counter.</summary>
    internal static ClockLine? s_line;

    /// <summary>Whether the clock is the atomic counter, where there is no line.</summary>
    internal static bool s_isCounter;

    private static ulong s_counter;

    /// <summary>The time now: nanoseconds of CLOCK_MONOTONIC, or the next number of the atomic counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Now()
    {
        // plain read: an older line is sealed or still holds, and NowSlow follows it to the current one.
        ClockLine? line = s_line;
        if (line is null)
        {
            return NowSlow();
        }

        ulong count = s_readCounter() - line.Start;
        return line.Covers(count) ? line.ToNanoseconds(count) : NowSlow();
    }

    /// <summary>Off the line, or without one. Lock-free and without allocation.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong NowSlow()
    {
        for (int rereads = 0; ; rereads++)
        {
            // acquire: the line's fields before their use. Pairs with the exchange below and with the publication in ClockFitter.
            ClockLine? line = Volatile.Read(ref s_line);
            if (line is null)
            {
                return s_isCounter ? NextNumber() : Monotonic();
            }

            ulong count = s_readCounter() - line.Start;
            if (line.Covers(count))
            {
                return line.ToNanoseconds(count);
            }

            if ((long)count < 0)
            {
                // Before the line: another thread moved on to it between our two reads, or, if that lasts, the machine
                // slept and the counter began anew. Then time stands still until the fitter starts a new line.
                if (rereads >= MaxRereads)
                {
                    return line.BaseNs;
                }
            }
            else if (!line.TryExtend(count) && line.Next is { } next)
            {
                // full fence: publishes the successor, unless another thread was faster. Pairs with the read above.
                Interlocked.CompareExchange(ref s_line, next, line);
            }
        }
    }

    /// <summary>The operating system's monotonic clock in nanoseconds.</summary>
    public static ulong Monotonic()
    {
        long ticks = Stopwatch.GetTimestamp();
        return Stopwatch.Frequency == NanosecondsPerSecond
            ? (ulong)ticks
            : (ulong)((UInt128)(ulong)ticks * NanosecondsPerSecond / (ulong)Stopwatch.Frequency);
    }

    // full fence: numbers are handed out in one order over all threads, and that order is the trace's.
    private static ulong NextNumber() => Interlocked.Increment(ref s_counter);

    private const int NanosecondsPerSecond = 1_000_000_000;
}
