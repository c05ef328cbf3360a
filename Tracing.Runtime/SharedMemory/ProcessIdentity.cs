using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Tracing.Runtime.SharedMemory;

/// <summary>What tells this process and its threads from all others.</summary>
internal static partial class ProcessIdentity
{
    /// <summary>The process that runs any program built without a host of its own; its name says nothing.</summary>
    private const string SharedHost = "dotnet";

    /// <summary>The start is told by the boot time and a count of 10 ms, and two processes may see the boot time a little differently: 2 s, in ticks.</summary>
    private const long StartTolerance = 2 * TimeSpan.TicksPerSecond;

    private static readonly Lazy<string> s_name = new(() =>
    {
        using Process process = Process.GetCurrentProcess();
        return process.ProcessName == SharedHost ? EntryName : process.ProcessName;
    });

    private static string EntryName => Assembly.GetEntryAssembly()?.GetName().Name ?? SharedHost;

    /// <summary>When the process started, in .NET UTC ticks: with the pid it names the process for good.</summary>
    public static long StartTicks => ProcessStart.Own;

    /// <summary>Whether a process of this id and start still runs.</summary>
    public static bool IsAlive(int processId, long startTicks)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return Math.Abs(process.StartTime.ToUniversalTime().Ticks - startTicks) < StartTolerance;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>The process's name; the program's, where the shared host runs it.</summary>
    public static string Name => s_name.Value;

    /// <summary>The operating system's id of the calling thread; the managed id where that is unknown.</summary>
    public static uint CurrentThreadId
    {
        get
        {
            try
            {
                return OperatingSystem.IsLinux() ? (uint)gettid()
                    : OperatingSystem.IsWindows() ? GetCurrentThreadId()
                    : (uint)Environment.CurrentManagedThreadId;
            }
            catch (EntryPointNotFoundException)
            {
                // glibc has the function since 2.30.
                return (uint)Environment.CurrentManagedThreadId;
            }
        }
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int gettid();

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint GetCurrentThreadId();
}
