using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Tracing.Writing;

/// <summary>
/// The trace clock as a probe reads it. One clock a process; the runtime chooses and fits it before the first session
/// starts and never changes its kind while one lives.
/// </summary>
internal static unsafe class TraceClock
{
    /// <summary>
    /// How often a counter value from before the current line is read again before it is taken for a counter that began anew.
    /// A line that another thread moved on to between the two reads is passed at the second or third.
    /// </summary>
    private const int MaxRereads = 1000;

    private const int NanosecondsPerSecond = 1_000_000_000;

    /// <summary>
    /// The line that holds now; null where the clock is not the cycle counter. Published with full fences only, and all
    /// that a reader needs hangs on it: no second variable has to be in step with it.
    /// </summary>
    internal static ClockLine? s_line;

    /// <summary>Whether the clock is the atomic counter, where there is no line. Written while no session lives.</summary>
    internal static bool s_isCounter;

    /// <summary>
    /// Machine code of an ordered read that also tells the processor: rdtscp, whose third register the kernel sets to it. Null
    /// until the cycle counter is prepared; a line is published after it.
    /// </summary>
    internal static delegate* unmanaged[SuppressGCTransition]<uint*, ulong> s_readWithCpu;

    /// <summary>The bits of the processor's number in that register; above them is the memory node's (Linux, arch/x86/include/asm/segment.h).</summary>
    private const uint CpuMask = 0xFFF;

    private static ulong s_counter;

    /// <summary>The time now: nanoseconds of CLOCK_MONOTONIC, or the next number of the atomic counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Now()
    {
        // plain read: whoever sees an older line computes the same time from it, or NowSlow follows it to the current one.
        // Its fields are reached through it, so they are not older than the line; see LineFitter.Publish for the pair.
        ClockLine? line = s_line;
        if (line is null)
        {
            return NowSlow();
        }

        ulong count = line.ReadCounter() - line.Start;
        return line.Covers(count) ? line.ToNanoseconds(count) : NowSlow();
    }

    /// <summary>
    /// The time now, read after all loads that stand before the call, whatever the clock: also where <see cref="Now"/> is the relaxed
    /// counter. For shared rings, whose order is that of their reserve word.
    /// </summary>
    /// <param name="cpu">The processor that the thread ran on then.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NowOrdered(out ushort cpu)
    {
        ClockLine? line = s_line;
        if (line is null)
        {
            cpu = (ushort)Thread.GetCurrentProcessorId();
            return NowSlow();
        }

        uint seen;
        ulong count = s_readWithCpu(&seen) - line.Start;
        cpu = (ushort)(seen & CpuMask);
        if (line.Covers(count))
        {
            return line.ToNanoseconds(count);
        }

        LoadFence();
        return NowSlow();
    }

    /// <summary>Off the line, or without one. Lock-free and without allocation.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong NowSlow()
    {
        for (int rereads = 0; ; rereads++)
        {
            // acquire: the line before the counter is read. Pairs with the exchanges in ClockLine.TryConvert and
            // LineFitter.Publish. Without it the counter could be the older of the two, again and again.
            ClockLine? line = Volatile.Read(ref s_line);
            if (line is null)
            {
                return s_isCounter ? NextNumber() : Monotonic();
            }

            // Before the line: another thread moved on to it between our two reads, or, if that lasts, the machine slept and
            // the counter began anew. Then time stands still at the line's end until the fitter starts a new line there.
            if (ClockLine.TryConvert(ref s_line, line, line.ReadCounter(), out ulong ns) || rereads >= MaxRereads)
            {
                return ns;
            }
        }
    }

    /// <summary>The operating system's monotonic clock in nanoseconds.</summary>
    public static ulong Monotonic()
    {
        ulong ticks = (ulong)Stopwatch.GetTimestamp();

        // The frequency is a constant for the JIT, so one branch is left: a multiplication by 1 on Linux, by 100 on Windows.
        return NanosecondsPerSecond % Stopwatch.Frequency == 0
            ? ticks * (ulong)(NanosecondsPerSecond / Stopwatch.Frequency)
            : (ulong)((UInt128)ticks * NanosecondsPerSecond / (ulong)Stopwatch.Frequency);
    }

    // The relaxed counter's read does not wait for loads by itself; where there are lines there is this instruction.
    private static void LoadFence()
    {
        if (Sse2.IsSupported)
        {
            Sse2.LoadFence();
        }
    }

    // full fence: numbers are handed out in one order over all threads, and that order is the trace's.
    internal static ulong NextNumber() => Interlocked.Increment(ref s_counter);
}
