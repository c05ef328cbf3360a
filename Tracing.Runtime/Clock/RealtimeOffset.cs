using System.Runtime.InteropServices;
using Tracing.Writing;

namespace Tracing.Runtime.Clock;

/// <summary>How far wall-clock time is ahead of the monotonic clock.</summary>
internal static unsafe partial class RealtimeOffset
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>How often both clocks are read; the narrowest bracket is taken.</summary>
    private const int Attempts = 16;

    /// <summary>What to add to a timestamp of the monotonic clock to get nanoseconds since 1970, UTC.</summary>
    public static long Measure()
    {
        ulong narrowest = ulong.MaxValue;
        long offset = 0;
        ulong before = TraceClock.Monotonic();
        for (int i = 0; i < Attempts; i++)
        {
            long realtime = ReadRealtime();
            ulong after = TraceClock.Monotonic();
            if (after - before < narrowest)
            {
                narrowest = after - before;
                offset = realtime - (long)(before + (narrowest / 2));
            }

            before = after;
        }

        return offset;
    }

    /// <summary>Splits nanoseconds into whole seconds and a rest that is not negative.</summary>
    public static (long Seconds, long Ns) Split(long ns)
    {
        (long seconds, long rest) = Math.DivRem(ns, NanosecondsPerSecond);
        return rest < 0 ? (seconds - 1, rest + NanosecondsPerSecond) : (seconds, rest);
    }

    private static long ReadRealtime()
    {
        // Linux: to the nanosecond. .NET's own clock has ticks of 100 ns.
        const int ClockRealtime = 0;
        Timespec now;
#pragma warning disable RS0030 // the wall clock is what is measured here
        return OperatingSystem.IsLinux() && Environment.Is64BitProcess && GetTime(ClockRealtime, &now) == 0
            ? (now.Seconds * NanosecondsPerSecond) + now.Nanoseconds
            : (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
#pragma warning restore RS0030
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, Timespec* time);

    /// <summary>struct timespec of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
