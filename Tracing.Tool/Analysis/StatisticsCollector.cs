using Tracing.Reader;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Analysis;

/// <summary>Reads a trace on all cores, each a share of the packets, and counts.</summary>
internal static class StatisticsCollector
{
    /// <summary>Counts a trace's events.</summary>
    public static TraceStatistics Collect(TraceInput input, ProgressMeter progress)
    {
        TraceReader reader = input.Reader;
        var total = new TraceStatistics(input.Begin);
        total.Problems.AddRange(reader.Problems);

        // Shares of each stream, as many as it takes to give all cores work to the end.
        int cores = Environment.ProcessorCount;
        int parts = reader.Streams.Count >= 4 * cores ? 1 : cores;
        IEnumerable<(TraceStream, int)> shares = reader.Streams.SelectMany(stream => Enumerable.Range(0, parts).Select(part => (stream, part)));
        try
        {
            Parallel.ForEach(
                shares,
                new ParallelOptions { MaxDegreeOfParallelism = cores },
                () => new ShareCollector(input, progress),
                (share, _, collector) =>
                {
                    collector.Collect(share.Item1, share.Item2, parts);
                    return collector;
                },
                collector =>
                {
                    lock (total)
                    {
                        total.Add(collector.Result);
                    }
                });
        }
        catch (AggregateException exception) when (exception.InnerExceptions is [TraceFormatException first, ..])
        {
            throw first;
        }

        foreach (Tally tally in total.Events.Values)
        {
            total.All.Add(tally);
        }

        // A broken packet belongs to no share and is met in each.
        List<TraceProblem> problems = [.. total.Problems.Distinct()];
        total.Problems.Clear();
        total.Problems.AddRange(problems);
        total.Losses.Sort(static (a, b) => (a.From ?? 0).CompareTo(b.From ?? 0));
        return total;
    }
}
