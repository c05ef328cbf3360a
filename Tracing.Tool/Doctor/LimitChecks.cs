using System.Globalization;
using System.Runtime.InteropServices;
using Tracing.Tool.Output;

namespace Tracing.Tool.Doctor;

/// <summary>The system's limits for this user's processes.</summary>
internal static unsafe partial class LimitChecks
{
    /// <summary>getrlimit(2) on Linux: files' size, open files, address space.</summary>
    private const int FileSize = 1, OpenFiles = 7, AddressSpace = 9;

    /// <summary>Stream files that are open at once, one a ring, beside what the application opens.</summary>
    private const long WantedFiles = 1024;

    /// <summary>A trace's stream of some minutes.</summary>
    private const long WantedFileSize = 1L << 30;

    /// <summary>What .NET itself sets aside, 256 GiB for its heap, is not there under a lower limit, and rings come on top.</summary>
    private const long WantedAddressSpace = 1L << 38;

    private const string MapCount = "/proc/sys/vm/max_map_count";

    /// <summary>Mappings: Linux gives 65,530; each ring is one.</summary>
    private const long WantedMappings = 10_000;

    public static IEnumerable<Finding> Run()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            yield break;
        }

        yield return Judge("open files", OpenFiles, WantedFiles, static value => value.ToString(CultureInfo.InvariantCulture), "Each ring has a file that is written to: ulimit -n 4096, or LimitNOFILE= of the service.");
        yield return Judge("file size", FileSize, WantedFileSize, Numbers.Bytes, "A trace's file that is as large fails like a full disk: ulimit -f unlimited, or rotate below it (--rotate-size).");
        yield return Judge("address space", AddressSpace, WantedAddressSpace, Numbers.Bytes, "ulimit -v unlimited, or LimitAS=infinity of the service.");
        if (TryReadNumber(MapCount) is { } count)
        {
            yield return count >= WantedMappings
                ? new Finding("mappings", Verdict.Good, $"{count} for a process")
                : new Finding("mappings", Verdict.Poor, $"only {count} for a process", "sysctl vm.max_map_count=65530");
        }
    }

    private static Finding Judge(string name, int resource, long wanted, Func<long, string> format, string remedy)
    {
        ulong* limits = stackalloc ulong[2];
        if (GetLimit(resource, limits) != 0)
        {
            return new Finding(name, Verdict.Poor, $"the limit cannot be read: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // RLIM_INFINITY is the largest number.
        return limits[0] > long.MaxValue ? new Finding(name, Verdict.Good, "no limit")
            : (long)limits[0] >= wanted ? new Finding(name, Verdict.Good, $"up to {format((long)limits[0])}")
            : new Finding(name, Verdict.Poor, $"only up to {format((long)limits[0])}", remedy);
    }

    private static long? TryReadNumber(string path)
    {
        try
        {
            return long.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, ulong* limits);
}
