using Tracing.Reader;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Analysis;

/// <summary>How long spans take, by rule, and which took longest.</summary>
internal sealed class LatencyAnalysis
{
    private readonly PriorityQueue<Span, long>[] _worst;
    private readonly int _worstCount;

    private LatencyAnalysis(IReadOnlyList<SpanRule> rules, int worstCount)
    {
        Rules = rules;
        Threads = new ThreadTable();
        Matcher = new SpanMatcher(rules, Threads);
        Histograms = [.. rules.Select(static _ => new LatencyHistogram())];
        _worst = [.. rules.Select(static _ => new PriorityQueue<Span, long>())];
        _worstCount = worstCount;
    }

    public IReadOnlyList<SpanRule> Rules { get; }

    public ThreadTable Threads { get; }

    public SpanMatcher Matcher { get; }

    public LatencyHistogram[] Histograms { get; }

    public List<TraceProblem> Problems { get; } = [];

    /// <summary>Events by name, as far as they were wanted.</summary>
    public Dictionary<string, long> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>The first and the last event's time, ns.</summary>
    public long First { get; private set; } = long.MaxValue;

    /// <inheritdoc cref="First"/>
    public long Last { get; private set; } = long.MinValue;

    /// <summary>Reads a trace and measures.</summary>
    /// <param name="input">The trace.</param>
    /// <param name="rules">What to pair.</param>
    /// <param name="worstCount">How many of the longest of each rule to keep.</param>
    /// <param name="progress">Told where the reading is.</param>
    public static LatencyAnalysis Run(TraceInput input, IReadOnlyList<SpanRule> rules, int worstCount, ProgressMeter progress)
    {
        var analysis = new LatencyAnalysis(rules, worstCount);
        int untilReport = ProgressMeter.ReportEach;
        foreach (TraceEvent item in input.Reader)
        {
            if (item.Kind == TraceItemKind.Problem)
            {
                analysis.Problems.Add(item.Problem!);
            }
            else if (item.Kind == TraceItemKind.Event && input.Selection.Matches(item, analysis.Threads))
            {
                analysis.Take(item);
                if (--untilReport == 0)
                {
                    untilReport = ProgressMeter.ReportEach;
                    progress.Report(item);
                }
            }
        }

        ProgressMeter.Clear();
        return analysis;
    }

    /// <summary>The longest spans of a rule, the longest first.</summary>
    public IReadOnlyList<Span> WorstOf(int rule) =>
        [.. _worst[rule].UnorderedItems.Select(static item => item.Element).OrderByDescending(static span => span.Duration).ThenBy(static span => span.Begin)];

    private void Take(in TraceEvent item)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(Events, item.Name, out _)++;
        if (!item.HasTimestamp)
        {
            return;
        }

        First = Math.Min(First, item.Timestamp);
        Last = Math.Max(Last, item.Timestamp);
        if (!Matcher.TryEnd(item, out Span span))
        {
            return;
        }

        Histograms[span.Rule].Add(span.Duration);
        PriorityQueue<Span, long> worst = _worst[span.Rule];
        if (worst.Count < _worstCount)
        {
            worst.Enqueue(span, span.Duration);
        }
        else if (_worstCount > 0 && span.Duration > worst.Peek().Duration)
        {
            worst.EnqueueDequeue(span, span.Duration);
        }
    }
}
