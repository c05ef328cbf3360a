namespace Tracing.Reader;

/// <summary>What is in a trace, and what is not: counts of all items.</summary>
public sealed class TraceSummary
{
    /// <summary>Problems that are kept; more are only counted.</summary>
    private const int MaxProblems = 100;

    private readonly List<TraceProblem> _problems = [];
    private readonly Dictionary<TraceStream, StreamSummary> _byStream = [];
    private readonly List<StreamSummary> _streams = [];

    internal TraceSummary()
    {
    }

    /// <summary>Events.</summary>
    public long Events => _streams.Sum(static stream => stream.Events);

    /// <summary>Events that the tracer discarded.</summary>
    public ulong LostEvents => _streams.Aggregate(0UL, static (sum, stream) => sum + stream.LostEvents);

    /// <summary>Packets that the tracer wrote over, or that are not in the files; nobody knows how many events they held.</summary>
    public ulong LostPackets => _streams.Aggregate(0UL, static (sum, stream) => sum + stream.LostPackets);

    /// <summary>How many problems there are.</summary>
    public long ProblemCount { get; private set; }

    /// <summary>The problems, the first 100 of them.</summary>
    public IReadOnlyList<TraceProblem> Problems => _problems;

    /// <summary>The same for each stream that has any item, in the order in which they appear.</summary>
    public IReadOnlyList<StreamSummary> Streams => _streams;

    /// <summary>Time of the first event, ns since the clock's origin; null if no event has a time.</summary>
    public long? FirstTime => _streams.Min(static stream => stream.FirstTime);

    /// <summary>Time of the last event, ns since the clock's origin; null if no event has a time.</summary>
    public long? LastTime => _streams.Max(static stream => stream.LastTime);

    internal static TraceSummary Of(TraceReader.Enumerator items)
    {
        var summary = new TraceSummary();
        StreamSummary? last = null;
        while (items.MoveNext())
        {
            TraceEvent item = items.Current;
            if (item.Kind == TraceItemKind.Problem)
            {
                summary.ProblemCount++;
                if (summary._problems.Count < MaxProblems)
                {
                    summary._problems.Add(item.Problem!);
                }

                continue;
            }

            last = last?.Stream == item.Stream ? last : summary.Find(item.Stream);
            last.Add(item);
        }

        return summary;
    }

    private StreamSummary Find(TraceStream stream)
    {
        if (!_byStream.TryGetValue(stream, out StreamSummary? summary))
        {
            _byStream.Add(stream, summary = new StreamSummary(stream));
            _streams.Add(summary);
        }

        return summary;
    }
}
