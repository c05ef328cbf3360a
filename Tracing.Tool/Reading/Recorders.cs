using System.Diagnostics;
using System.Globalization;
using Tracing.Reader;

namespace Tracing.Tool.Reading;

/// <summary>
/// Whether those who record traces are still at it, as far as this machine can tell: a session of Tracing for .NET has a file in shared
/// memory for as long as it exists (docs/ring-file.md).
/// </summary>
internal static class Recorders
{
    private const string TracerName = "tracing-dotnet";
    private const string SharedMemory = "/dev/shm";

    /// <summary>Whether all traces are complete. Never true where one of them was recorded elsewhere or by another tracer.</summary>
    public static bool HaveEnded(IReadOnlyList<TraceDescription> traces) => traces.Count > 0 && traces.All(HasEnded);

    private static bool HasEnded(TraceDescription trace)
    {
        if (trace.FindEnvironment("tracer_name") is not TracerName
            || trace.FindEnvironment("hostname") is not string host || host != Environment.MachineName
            || trace.FindEnvironment("vpid") is not long process || trace.Uuid is not { } uuid)
        {
            return false;
        }

        return !IsRunning(process) || HasSessionFile(process, uuid) == false;
    }

    private static bool IsRunning(long id)
    {
        try
        {
            using Process process = Process.GetProcessById((int)id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It runs, but is none of ours to look at.
            return true;
        }
    }

    /// <summary>Whether the session has its file; null where another user's folder keeps that from being seen.</summary>
    private static bool? HasSessionFile(long process, Guid uuid)
    {
        string name = uuid.ToString("N") + ".session";
        string root = Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath();
        try
        {
            return Directory.EnumerateDirectories(root, "tracing-*")
                .SelectMany(user => Directory.EnumerateDirectories(user, string.Create(CultureInfo.InvariantCulture, $"{process}-*")))
                .Any(folder => File.Exists(Path.Combine(folder, name)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
