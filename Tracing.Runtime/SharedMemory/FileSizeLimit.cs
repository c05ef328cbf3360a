using System.Runtime.InteropServices;

namespace Tracing.Runtime.SharedMemory;

/// <summary>
/// The limit on a process's files (<c>ulimit -f</c>). To write past it ends the process with SIGXFSZ, unless somebody
/// handles that signal; then it is an error like a full disk. The application did not ask for files as large as a trace's.
/// </summary>
internal static unsafe partial class FileSizeLimit
{
    // setrlimit(2) and signal(7): the same numbers on all systems that .NET runs on.
    private const int FileSizeResource = 1;
    private const PosixSignal FileSizeSignal = (PosixSignal)25;

    /// <summary>RLIM_INFINITY of macOS; that of Linux is larger.</summary>
    private const ulong Unlimited = long.MaxValue;

    private static PosixSignalRegistration? s_registration;

    /// <summary>Makes a write past the limit an <see cref="IOException"/>, if there is a limit. Once, before the first session.</summary>
    public static void MakeAnError()
    {
        if (OperatingSystem.IsWindows() || !Environment.Is64BitProcess)
        {
            return;
        }

        // struct rlimit on 64 bits: the soft limit, which counts, then the hard one.
        ulong* limits = stackalloc ulong[2];
        if (GetLimit(FileSizeResource, limits) == 0 && limits[0] < Unlimited)
        {
            s_registration = PosixSignalRegistration.Create(FileSizeSignal, static context => context.Cancel = true);
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, ulong* limits);
}
