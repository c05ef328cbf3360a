using System.Globalization;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Extraction;

/// <summary>A process that is gone, and the folder with what it left.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Start">When it had started, UTC.</param>
internal sealed record DeadProcess(string Folder, int ProcessId, DateTime Start)
{
    /// <summary>Those of this user, in no order.</summary>
    public static IEnumerable<DeadProcess> FindAll()
    {
        foreach (string folder in RingFolder.FindOthers())
        {
            if (Parse(folder) is { IsAlive: false } process)
            {
                yield return process;
            }
        }
    }

    /// <summary>Whether it is not gone after all.</summary>
    public bool IsAlive => ProcessIdentity.IsAlive(ProcessId, Start.Ticks);

    /// <summary>The session files that it left.</summary>
    public string[] SessionFiles => Files(SessionFile.Extension);

    /// <summary>The files with this ending; none if the folder is gone.</summary>
    public string[] Files(string extension)
    {
        try
        {
            return Directory.GetFiles(Folder, "*" + extension);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A process's folder is called PID-START, the start in hexadecimal ticks.
    internal static DeadProcess? Parse(string folder) =>
        Path.GetFileName(folder).Split('-') is [var pid, var start]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int processId)
        && long.TryParse(start, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long ticks)
        && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DeadProcess(folder, processId, new DateTime(ticks, DateTimeKind.Utc))
            : null;
}
