using Tracing.Reader;
using Tracing.Tool.Live;

namespace Tracing.Tool.Output;

/// <summary>What a recording has brought, on standard error.</summary>
internal static class RecordingSummary
{
    /// <summary>A trace of this size is read to count its events in a fraction of a second.</summary>
    private const long MaxReadBytes = 64L << 20;

    /// <summary>Tells it.</summary>
    /// <param name="processes">Those that could be asked.</param>
    /// <param name="commandPlan">For a command: what was recorded, also of processes that ended before they could be asked; null for processes that ran.</param>
    /// <returns>How many processes failed, or 1 if nothing was recorded of a command.</returns>
    public static int Tell(IReadOnlyList<RecordedProcess> processes, RecordingPlan? commandPlan)
    {
        foreach (RecordedProcess process in processes)
        {
            string counts = !process.HasEnded ? SessionReport.Describe(process.Statistics, process.Bytes) : DescribeFolder(process.Folder);
            Messages.Say($"{process.Process.Name} ({process.Process.Pid}){(process.HasEnded ? " ended" : "")}: {counts}; {process.Folder}");
        }

        string[] others = commandPlan is not null && Directory.Exists(commandPlan.Folder)
            ? [.. Directory.GetDirectories(commandPlan.Folder).Except(processes.Select(static process => process.Folder)).Where(IsOfThisRecording(commandPlan)).Order(StringComparer.Ordinal)]
            : [];
        foreach (string folder in others)
        {
            Messages.Say($"{Path.GetFileName(folder)} ended: {DescribeFolder(folder)}; {folder}");
        }

        if (commandPlan is not null && processes.Count + others.Length == 0)
        {
            Messages.Warn("Nothing was recorded: neither the command nor a child of it has Tracing.Runtime, or TRACING_DISABLE or its own message above tells why it did not record.");
            return 1;
        }

        return processes.Count(static process => process.Error is not null);
    }

    // Whoever ended before it could be asked left a trace that began after this recording.
    private static Func<string, bool> IsOfThisRecording(RecordingPlan plan)
    {
        DateTime begun = plan.Begun.UtcDateTime;
        return folder => Directory.GetCreationTimeUtc(folder) >= begun;
    }

    private static string DescribeFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return "no trace";
        }

        try
        {
            long bytes = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length);
            string size = $"{Numbers.Bytes(bytes)} written";
            return bytes <= MaxReadBytes ? $"{Numbers.Counted(CountEvents(folder), "event")} recorded, {size}" : size;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TraceFormatException)
        {
            return $"the trace cannot be read: {exception.Message}";
        }
    }

    private static long CountEvents(string folder)
    {
        long events = 0;
        foreach (TraceEvent item in TraceReader.Open(folder))
        {
            events += item.Kind == TraceItemKind.Event && !item.Class!.IsState ? 1 : 0;
        }

        return events;
    }
}
