using System.Diagnostics;

namespace Tracing.Runtime.SharedMemory;

/// <summary>When a process started, as Linux tells it: in ticks of the boot time. The same to about 20 ms as .NET's own class tells it, which takes several ms at its first use.</summary>
internal static unsafe class ProcessStart
{
    /// <summary>USER_HZ: in ticks of so many a second times are told to programs, whatever the kernel counts in; time(7).</summary>
    private const long TicksPerSecond = 100;

    /// <summary>Fields of /proc/PID/stat, from 1 (proc_pid_stat(5)). The second is a name in brackets, which may have any signs in it.</summary>
    private const int StateField = 3;
    private const int StartField = 22;

    /// <summary>What is before the start's end, at the most: 22 numbers of 20 digits and the name.</summary>
    private const int TextBytes = 1024;

    /// <summary>1970 in .NET ticks.</summary>
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    // clock_gettime(2)
    private const int RealtimeClock = 0;
    private const int BootClock = 7;

    /// <summary>That of this process, in .NET UTC ticks.</summary>
    public static readonly long Own = Read(Environment.ProcessId) is > 0 and var ticks ? ticks : FindOwn();

    /// <summary>That of a process, in .NET UTC ticks. 0 where there is no such process (any more), or no such file.</summary>
    public static long Read(int processId)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return 0;
        }

        byte* text = stackalloc byte[TextBytes];
        long start = Parse(text, ReadStat(processId, text));
        long* now = stackalloc long[2];
        long* sinceBoot = stackalloc long[2];
        return start >= 0 && Libc.GetTime(RealtimeClock, now) == 0 && Libc.GetTime(BootClock, sinceBoot) == 0
            ? UnixEpochTicks + ((now[0] - sinceBoot[0]) * TimeSpan.TicksPerSecond) + ((now[1] - sinceBoot[1]) / TimeSpan.NanosecondsPerTick)
                + (start * (TimeSpan.TicksPerSecond / TicksPerSecond))
            : 0;
    }

    // Apart from memory on the stack: with that, methods with loops are compiled with all optimizations at once, which takes longer.
    private static long Parse(byte* text, int length)
    {
        int place = length - 1;
        while (place >= 0 && text[place] != ')')
        {
            place--;
        }

        // ") S ...": the state, then the fields behind it.
        if (place < 0 || place + 2 >= length || text[place + 2] is (byte)'Z' or (byte)'X')
        {
            return -1;
        }

        place += 2;
        for (int field = StateField; field < StartField; place++)
        {
            if (place == length)
            {
                return -1;
            }

            field += text[place] == ' ' ? 1 : 0;
        }

        long start = 0;
        for (; place < length && text[place] >= '0' && text[place] <= '9'; place++)
        {
            start = (start * 10) + (text[place] - '0');
        }

        return start;
    }

    private static long FindOwn()
    {
        using Process process = Process.GetCurrentProcess();
        return process.StartTime.ToUniversalTime().Ticks;
    }

    private static int ReadStat(int processId, byte* text)
    {
        // "/proc/2147483647/stat" and NUL
        byte* path = stackalloc byte[32];
        fixed (byte* folder = "/proc/\0"u8, file = "/stat\0"u8)
        {
            Libc.WriteText(Libc.WriteNumber(Libc.WriteText(path, folder), processId, 10), file);
        }

        return Libc.ReadFile(path, text, TextBytes);
    }
}
