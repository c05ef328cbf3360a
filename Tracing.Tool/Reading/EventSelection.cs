using System.Runtime.CompilerServices;
using Tracing.Reader;

namespace Tracing.Tool.Reading;

/// <summary>Which events of a trace are wanted.</summary>
/// <remarks>An object belongs to one thread; <see cref="Copy"/> makes another one.</remarks>
internal sealed class EventSelection
{
    private readonly Dictionary<TraceEventClass, bool> _byClass = [];
    private TraceEventClass? _lastClass;
    private bool _lastMatch;
    private TraceFilter? _filter;

    /// <summary>Patterns of names; none is all.</summary>
    public string[] Patterns { get; init; } = [];

    /// <summary>Threads; none is all.</summary>
    public long[] ThreadIds { get; init; } = [];

    /// <summary>The filter's expression, or null.</summary>
    public TraceFilter? Filter
    {
        get => _filter;
        init => _filter = value;
    }

    /// <summary>From this time on, ns since the clock's origin.</summary>
    public long From { get; init; } = long.MinValue;

    /// <summary>Up to before this time.</summary>
    public long To { get; init; } = long.MaxValue;

    /// <summary>Whether all events are wanted.</summary>
    public bool IsAll => Patterns.Length == 0 && ThreadIds.Length == 0 && _filter is null;

    /// <summary>The same selection for another thread.</summary>
    public EventSelection Copy() => new()
    {
        Patterns = Patterns,
        ThreadIds = ThreadIds,
        Filter = _filter is null ? null : TraceFilter.Parse(_filter.Expression),
        From = From,
        To = To,
    };

    /// <summary>Whether an event is wanted; its time is the reader's business.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(in TraceEvent item, ThreadTable threads) => IsAll || MatchesSlow(item, threads);

    /// <summary>Whether a kind of event is wanted by its name.</summary>
    public bool MatchesName(string name) => Patterns.Length == 0 || Array.Exists(Patterns, pattern => Glob.IsMatch(pattern, name));

    private bool MatchesSlow(in TraceEvent item, ThreadTable threads)
    {
        TraceEventClass @class = item.Class!;
        if (!ReferenceEquals(@class, _lastClass))
        {
            _lastClass = @class;
            if (!_byClass.TryGetValue(@class, out _lastMatch))
            {
                _lastMatch = MatchesName(@class.Name);
                _byClass.Add(@class, _lastMatch);
            }
        }

        return _lastMatch
            && (ThreadIds.Length == 0 || ThreadIds.AsSpan().Contains(threads.Of(item).Id))
            && (_filter is null || _filter.Matches(item));
    }
}
