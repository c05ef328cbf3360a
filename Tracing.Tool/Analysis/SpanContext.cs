using Tracing.Reader;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Analysis;

/// <summary>What happened in a span's threads from its begin to its end, read anew.</summary>
internal static class SpanContext
{
    /// <summary>The events as lines.</summary>
    /// <param name="input">The trace.</param>
    /// <param name="span">The span.</param>
    /// <param name="max">Lines at most; the last one is the end's.</param>
    /// <param name="left">How many events are left out.</param>
    public static IReadOnlyList<(long Time, string Line)> Read(TraceInput input, Span span, int max, out long left)
    {
        var lines = new List<(long, string)>();
        var threads = new ThreadTable();
        left = 0;
        foreach (TraceEvent item in TraceReader.Open(input.Reader.Path, new TraceReaderOptions { From = span.Begin }))
        {
            if (item.HasTimestamp && item.Timestamp > span.End)
            {
                break;
            }

            if (item.Kind != TraceItemKind.Event || !IsOfSpan(threads.Of(item), span))
            {
                continue;
            }

            if (lines.Count >= max)
            {
                lines.RemoveAt(lines.Count - 1);
                left++;
            }

            lines.Add((item.Timestamp, item.ToString()));
        }

        return lines;
    }

    // Threads of two tables: the same one has the same ids and label.
    private static bool IsOfSpan(TraceThread thread, Span span) => IsSame(thread, span.Thread) || IsSame(thread, span.EndThread);

    private static bool IsSame(TraceThread a, TraceThread b) => a.Id == b.Id && a.ProcessId == b.ProcessId && a.Label == b.Label;
}
