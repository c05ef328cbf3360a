using System.Globalization;
using System.Runtime.InteropServices;

namespace Tracing.Runtime.SharedMemory;

/// <summary>When a process started, as Linux tells it: in ticks of the boot time. The same to about 20 ms as .NET's own class tells it, in a tenth of its time.</summary>
internal static unsafe partial class ProcessStart
{
    /// <summary>USER_HZ: in ticks of so many a second times are told to programs, whatever the kernel counts in; time(7).</summary>
    private const long TicksPerSecond = 100;

    /// <summary>Fields of /proc/PID/stat, from 1 (proc_pid_stat(5)). The second is a name in brackets, which may have any signs in it.</summary>
    private const int StateField = 3;
    private const int StartField = 22;

    private const int BootClock = 7;

    /// <summary>The start of a process in .NET UTC ticks. Null where there is no such process (any more), or no such file.</summary>
    public static long? TryRead(int processId)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return null;
        }

        string text;
        try
        {
            text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        Timespec sinceBoot;
        bool isDead = fields[0] is "Z" or "X";
        return !isDead && fields.Length > StartField - StateField && GetTime(BootClock, &sinceBoot) == 0
            && long.TryParse(fields[StartField - StateField], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            ? TimeProvider.System.GetUtcNow().UtcTicks - (sinceBoot.Seconds * TimeSpan.TicksPerSecond) - (sinceBoot.Nanoseconds / TimeSpan.NanosecondsPerTick)
                + (ticks * (TimeSpan.TicksPerSecond / TicksPerSecond))
            : null;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, Timespec* time);

    /// <summary>struct timespec of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
