using System.Runtime.InteropServices;
using Tracing.Reader;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Analysis;

/// <summary>Pairs begins with ends while a trace is read in the order of time.</summary>
/// <param name="rules">What to pair.</param>
/// <param name="threads">Finds the threads.</param>
internal sealed class SpanMatcher(IReadOnlyList<SpanRule> rules, ThreadTable threads)
{
    /// <summary>Begins that wait for their end, of each rule; a trace whose ends are missing must not fill the memory.</summary>
    private const int MaxOpen = 1 << 20;

    private readonly Dictionary<TraceEventClass, (int Begin, int End)> _roles = [];
    private readonly Dictionary<(int Rule, SpanKey Key), List<OpenSpan>> _open = [];
    private readonly int[] _openCount = new int[rules.Count];
    private TraceEventClass? _lastClass;
    private (int Begin, int End) _lastRole;

    /// <summary>Ends without a begin, of each rule.</summary>
    public long[] UnmatchedEnds { get; } = new long[rules.Count];

    /// <summary>Begins that were forgotten since too many were waiting, of each rule.</summary>
    public long[] ForgottenBegins { get; } = new long[rules.Count];

    /// <summary>Begins that still wait for their end, of each rule.</summary>
    public IReadOnlyList<int> OpenCount => _openCount;

    /// <summary>The rule that a kind of event begins and the one that it ends; -1 for none.</summary>
    public (int Begin, int End) RolesOf(TraceEventClass @class)
    {
        if (ReferenceEquals(@class, _lastClass))
        {
            return _lastRole;
        }

        _lastClass = @class;
        if (!_roles.TryGetValue(@class, out _lastRole))
        {
            _lastRole = (-1, -1);
            for (int i = rules.Count - 1; i >= 0; i--)
            {
                _lastRole = (rules[i].IsBegin(@class.Name) ? i : _lastRole.Begin, rules[i].IsEnd(@class.Name) ? i : _lastRole.End);
            }

            _roles.Add(@class, _lastRole);
        }

        return _lastRole;
    }

    /// <summary>Takes an event; true if it ends a span.</summary>
    /// <param name="item">The event.</param>
    /// <param name="span">The span.</param>
    public bool TryEnd(in TraceEvent item, out Span span)
    {
        span = default;
        (int begin, int end) = RolesOf(item.Class!);
        bool isEnd = end >= 0 && TryClose(item, end, out span);
        if (begin >= 0)
        {
            Open(item, begin);
        }

        return isEnd;
    }

    private void Open(in TraceEvent item, int rule)
    {
        if (!SpanKey.TryFind(item, rules[rule].Key, threads, out SpanKey key))
        {
            return;
        }

        if (_openCount[rule] >= MaxOpen)
        {
            ForgottenBegins[rule]++;
            return;
        }

        ref List<OpenSpan>? open = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, (rule, key), out _);
        open ??= [];
        open.Add(new OpenSpan(item.Timestamp, threads.Of(item)));
        _openCount[rule]++;
    }

    private bool TryClose(in TraceEvent item, int rule, out Span span)
    {
        span = default;
        if (!SpanKey.TryFind(item, rules[rule].Key, threads, out SpanKey key)
            || !_open.TryGetValue((rule, key), out List<OpenSpan>? open) || open.Count == 0)
        {
            UnmatchedEnds[rule]++;
            return false;
        }

        // In a thread, spans lie inside of each other; of those with one key, the first begun is the first done.
        int index = rules[rule].Key is null ? open.Count - 1 : 0;
        OpenSpan begin = open[index];
        open.RemoveAt(index);
        _openCount[rule]--;
        if (open.Count == 0 && rules[rule].Key is not null)
        {
            // Ids are used once; their entries must not pile up.
            _open.Remove((rule, key));
        }

        span = new Span(rule, key, begin.Time, item.Timestamp, begin.Thread, threads.Of(item));
        return true;
    }

    private readonly record struct OpenSpan(long Time, TraceThread Thread);
}
