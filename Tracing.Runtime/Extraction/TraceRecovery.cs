using System.Globalization;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime;

/// <summary>Finds what processes of this user left in shared memory when they died while recording.</summary>
public static class TraceRecovery
{
    /// <summary>All that is left of dead processes; living ones are left alone. A file that makes no sense is passed over.</summary>
    /// <returns>One for each session.</returns>
    public static IReadOnlyList<RecoverableTrace> Find()
    {
        var found = new List<RecoverableTrace>();
        foreach (string folder in RingFolder.FindOthers())
        {
            if (ProcessOf(folder) is not var (processId, startTicks) || ProcessIdentity.IsAlive(processId, startTicks))
            {
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(folder, "*" + SessionFile.Extension))
            {
                try
                {
                    SessionRemains remains = SessionRemains.Read(file);
                    (int rings, long events) = Recovery.Count(file);
                    found.Add(new RecoverableTrace(file, processId, new DateTime(startTicks, DateTimeKind.Utc), remains.Name, remains.Output, rings, events));
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    // Cut short before it said anything, or of another version: not ours to judge.
                }
            }
        }

        return found;
    }

    // A process's folder is called PID-START, the start in hexadecimal ticks.
    private static (int ProcessId, long StartTicks)? ProcessOf(string folder) =>
        Path.GetFileName(folder).Split('-') is [var pid, var start]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int processId)
        && long.TryParse(start, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long ticks)
        && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? (processId, ticks)
            : null;
}
