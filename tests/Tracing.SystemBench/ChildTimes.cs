using System.Runtime.InteropServices;

namespace Tracing.SystemBench;

/// <summary>CPU time of all programs that this process has run to their end.</summary>
internal static unsafe partial class ChildTimes
{
    private const int Children = -1;

    /// <summary>struct rusage of Linux on 64 bits: user and system time as seconds and microseconds, then 14 longs.</summary>
    private const int UsageLongs = 18;

    public static TimeSpan Now
    {
        get
        {
            long* usage = stackalloc long[UsageLongs];
            if (getrusage(Children, usage) != 0)
            {
                throw new InvalidOperationException("The system does not tell the CPU time of programs.");
            }

            return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
        }
    }

    [LibraryImport("libc")]
    private static partial int getrusage(int who, long* usage);
}
