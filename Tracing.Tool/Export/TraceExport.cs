using Tracing.Reader;
using Tracing.Tool.Analysis;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Export;

/// <summary>Reads a trace and tells a sink what of it is a span, an instant or a counter.</summary>
internal sealed class TraceExport(TraceInput input, IReadOnlyList<SpanRule> spans, IReadOnlyList<CounterRule> counters, ITraceSink sink)
{
    private readonly ThreadTable _threads = new();
    private readonly HashSet<TraceThread> _told = [];
    private readonly Dictionary<TraceEventClass, (int Begin, int End, int Counter)> _roles = [];
    private readonly Dictionary<TraceThread, List<int>> _stacks = [];
    private readonly Dictionary<(int Rule, SpanKey Key), int> _open = [];

    /// <summary>What is wrong with the trace.</summary>
    public List<TraceProblem> Problems { get; } = [];

    /// <summary>Does it.</summary>
    public void Run(ProgressMeter progress)
    {
        int untilReport = ProgressMeter.ReportEach;
        foreach (TraceEvent item in input.Reader)
        {
            switch (item.Kind)
            {
                case TraceItemKind.Problem:
                    Problems.Add(item.Problem!);
                    break;
                case TraceItemKind.Event when item.HasTimestamp && input.Selection.Matches(item, _threads):
                    Take(item);
                    if (--untilReport == 0)
                    {
                        untilReport = ProgressMeter.ReportEach;
                        progress.Report(item);
                    }

                    break;
                case TraceItemKind.LostEvents or TraceItemKind.LostPackets when item.HasTimestamp:
                    sink.Lose(item);
                    break;
            }
        }

        sink.Finish();
        ProgressMeter.Clear();
    }

    private void Take(in TraceEvent item)
    {
        TraceThread thread = _threads.Of(item);
        if (_told.Add(thread))
        {
            sink.AddThread(thread);
        }

        (int begin, int end, int counter) = RolesOf(item.Class!);
        bool isShown = end >= 0 && TryEnd(item, thread, end);
        isShown |= begin >= 0 && TryBegin(item, thread, begin);
        if (counter >= 0 && counters[counter].TryGetValue(item, out string field, out double value))
        {
            sink.Count(item, thread, $"{item.Name} {field}", value);
            isShown = true;
        }

        if (!isShown)
        {
            sink.Instant(item, thread);
        }
    }

    private (int Begin, int End, int Counter) RolesOf(TraceEventClass @class)
    {
        if (!_roles.TryGetValue(@class, out (int, int, int) roles))
        {
            roles = (
                IndexOf(spans, span => span.IsBegin(@class.Name)),
                IndexOf(spans, span => span.IsEnd(@class.Name)),
                IndexOf(counters, counter => counter.Matches(@class.Name)));
            _roles.Add(@class, roles);
        }

        return roles;
    }

    private static int IndexOf<T>(IReadOnlyList<T> rules, Predicate<T> matches)
    {
        for (int i = 0; i < rules.Count; i++)
        {
            if (matches(rules[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private bool TryBegin(in TraceEvent item, TraceThread thread, int rule)
    {
        if (!SpanKey.TryFind(item, spans[rule].Key, _threads, out SpanKey key))
        {
            return false;
        }

        if (key.Thread is null)
        {
            _open[(rule, key)] = _open.GetValueOrDefault((rule, key)) + 1;
        }
        else
        {
            if (!_stacks.TryGetValue(thread, out List<int>? stack))
            {
                _stacks.Add(thread, stack = []);
            }

            stack.Add(rule);
        }

        sink.Begin(item, thread, spans[rule], key);
        return true;
    }

    private bool TryEnd(in TraceEvent item, TraceThread thread, int rule)
    {
        if (!SpanKey.TryFind(item, spans[rule].Key, _threads, out SpanKey key))
        {
            return false;
        }

        if (key.Thread is null)
        {
            if (!_open.TryGetValue((rule, key), out int count))
            {
                return false;
            }

            if (count == 1)
            {
                _open.Remove((rule, key));
            }
            else
            {
                _open[(rule, key)] = count - 1;
            }

            sink.End(item, thread, spans[rule], key);
            return true;
        }

        int depth = _stacks.GetValueOrDefault(thread)?.LastIndexOf(rule) ?? -1;
        if (depth < 0)
        {
            return false;
        }

        // What lies inside and was never ended ends with it: these forms have one stack a thread.
        List<int> open = _stacks[thread];
        for (int i = open.Count - 1; i >= depth; i--)
        {
            sink.End(item, thread, spans[open[i]], key);
        }

        open.RemoveRange(depth, open.Count - depth);
        return true;
    }
}
