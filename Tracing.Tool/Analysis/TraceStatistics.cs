using System.Runtime.InteropServices;
using Tracing.Reader;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Analysis;

/// <summary>What a trace is made of: counts and sizes by event, thread, stream and packet, and what was lost.</summary>
internal sealed class TraceStatistics(long begin)
{
    public Tally All { get; } = new(begin);

    /// <summary>By the event's name.</summary>
    public Dictionary<string, Tally> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>By process, id and label.</summary>
    public Dictionary<(long Process, long Id, string Label), Tally> Threads { get; } = [];

    /// <summary>By the stream's path.</summary>
    public Dictionary<string, StreamStatistics> Streams { get; } = new(StringComparer.Ordinal);

    public List<Loss> Losses { get; } = [];

    public List<TraceProblem> Problems { get; } = [];

    /// <summary>When the trace begins, ns.</summary>
    public long Begin => begin;

    /// <summary>The first and the last event, ns; without any, the highest and the lowest value.</summary>
    public long First { get; set; } = long.MaxValue;

    public long Last { get; set; } = long.MinValue;

    /// <summary>ns from the first to the last event.</summary>
    public long Duration => Last > First ? Last - First : 0;

    /// <summary>Events in a second of the trace; 0 if it takes no time.</summary>
    public double RateOf(long events) => Duration > 0 ? events / (Duration / 1e9) : 0;

    /// <summary>Adds what another core found.</summary>
    public void Add(TraceStatistics other)
    {
        foreach ((string name, Tally tally) in other.Events)
        {
            Of(Events, name).Add(tally);
        }

        foreach (((long, long, string) thread, Tally tally) in other.Threads)
        {
            Of(Threads, thread).Add(tally);
        }

        foreach ((string stream, StreamStatistics found) in other.Streams)
        {
            OfStream(stream).Add(found);
        }

        Losses.AddRange(other.Losses);
        Problems.AddRange(other.Problems);
        First = Math.Min(First, other.First);
        Last = Math.Max(Last, other.Last);
    }

    public Tally OfEvent(string name) => Of(Events, name);

    public Tally OfThread(TraceThread thread) => Of(Threads, (thread.ProcessId, thread.Id, thread.Label));

    public StreamStatistics OfStream(string path)
    {
        ref StreamStatistics? found = ref CollectionsMarshal.GetValueRefOrAddDefault(Streams, path, out _);
        return found ??= new StreamStatistics();
    }

    private Tally Of<TKey>(Dictionary<TKey, Tally> tallies, TKey key)
        where TKey : notnull
    {
        ref Tally? found = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, key, out _);
        return found ??= new Tally(begin);
    }
}
