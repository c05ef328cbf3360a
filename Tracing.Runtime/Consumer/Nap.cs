using System.Runtime.InteropServices;

namespace Tracing.Runtime.Consumer;

/// <summary>Short sleeps: the framework's are of a millisecond at least, in which a fast producer fills half a megabyte.</summary>
internal static partial class Nap
{
    private const int NanosecondsPerTick = 100;

    private static readonly bool s_isUnix = (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) && Environment.Is64BitProcess;

    /// <summary>Sleeps for less than a second; no longer than the system's timers make of it. Is not ended by <see cref="Thread.Interrupt"/>.</summary>
    public static unsafe void Take(TimeSpan length)
    {
        if (s_isUnix)
        {
            // struct timespec on 64 bits: seconds, then nanoseconds.
            long* time = stackalloc long[2] { 0, length.Ticks * NanosecondsPerTick };
            _ = nanosleep(time, null);
        }
        else
        {
            Thread.Yield();
        }
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int nanosleep(long* time, long* left);
}
