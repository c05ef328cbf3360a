using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Statedump;

/// <summary>What the process is, where and for whom it runs.</summary>
internal static class ProcessState
{
    private const string CgroupPath = "/proc/self/cgroup";
    private const string StatusPath = "/proc/self/stat";

    public static void Gather(OwnRecords records, ulong time)
    {
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        records.Add(StateEvents.Process, time)
            .Put(StateText.Of(Environment.ProcessPath))
            .Put(StateText.Of(CommandLine(Environment.GetCommandLineArgs())))
            .Put(StateText.Of(CurrentDirectory()))
            .Put((uint)Environment.ProcessId)
            .Put(ParentOf(ProcFile.TryReadText(StatusPath)))
            .Put(StateText.Of(Environment.UserName))
            .Put((ProcessIdentity.StartTicks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick)
            .Put(StateText.Of(ContainerOf(ProcFile.TryReadText(CgroupPath))))
            .Put(StateText.Of(RuntimeInformation.FrameworkDescription))
            .Put(StateText.Of(RuntimeInformation.OSDescription))
            .Put(StateText.Of(RuntimeInformation.ProcessArchitecture.ToString()))
            .Put((uint)Environment.ProcessorCount)
            .Put((byte)(GCSettings.IsServerGC ? 1 : 0))
            .Put(GCSettings.LatencyMode.ToString())
            .Put(memory.TotalAvailableMemoryBytes)
            .Put(StateText.Of(TimeZoneInfo.Local.Id));
    }

    /// <summary>The arguments in one line; those with blanks or quotes in them in quotes.</summary>
    internal static string CommandLine(string[] arguments) => string.Join(' ', arguments.Select(static argument =>
        argument.Length > 0 && !argument.AsSpan().ContainsAny(' ', '"', '\t') && !argument.Contains('\n', StringComparison.Ordinal)
            ? argument
            : "\"" + argument.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\""));

    /// <summary>The parent's id in /proc/PID/stat, the second field behind the name, which is in parentheses and may have any of them in it; 0 if it is not there.</summary>
    internal static uint ParentOf(string? stat)
    {
        int end = stat?.LastIndexOf(')') ?? -1;
        string[] fields = end < 0 ? [] : stat![(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && uint.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint parent) ? parent : 0;
    }

    /// <summary>The container's id: the last run of 64 hexadecimal digits in the process's control groups, which Docker, containerd and podman put there.</summary>
    internal static string? ContainerOf(string? cgroups)
    {
        const int IdLength = 64;
        int digits = 0;
        for (int i = (cgroups?.Length ?? 0) - 1; i >= 0; i--)
        {
            digits = char.IsAsciiHexDigitLower(cgroups![i]) ? digits + 1 : 0;
            if (digits == IdLength && (i == 0 || !char.IsAsciiHexDigitLower(cgroups[i - 1])))
            {
                return cgroups.Substring(i, IdLength);
            }
        }

        return null;
    }

    private static string? CurrentDirectory()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            // It was deleted.
            return null;
        }
    }
}
