using System.Globalization;

namespace Tracing.Runtime.Tests.Support;

/// <summary>The folders of a trace that rotated.</summary>
internal static class Chunks
{
    /// <summary>The chunks' folders in the order of their numbers; nothing else may be in the trace's folder.</summary>
    public static string[] Of(string trace)
    {
        Assert.Empty(Directory.GetFiles(trace));
        return [.. Directory.GetDirectories(trace).OrderBy(static folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))];
    }

    /// <summary>Reads each chunk as a trace of its own: all events, and all losses, that are in exactly one.</summary>
    public static (long Events, long Discarded) Sum(string trace)
    {
        (long Events, long Discarded) sum = default;
        foreach (string chunk in Of(trace))
        {
            (long events, string warnings) = Babeltrace.Count(chunk);
            sum.Events += events;
            sum.Discarded += Babeltrace.SumOfDiscarded(warnings);
        }

        return sum;
    }
}
