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

    /// <summary>
    /// Whether what the tracer tells of the process by itself is wanted too, if no pattern says so: it is not what people look for.
    /// </summary>
    public bool IncludesState { get; set; }

    /// <summary>Whether all events of a name that is wanted are.</summary>
    private bool IsAll => ThreadIds.Length == 0 && _filter is null;

    /// <summary>The same selection for another thread.</summary>
    public EventSelection Copy() => new()
    {
        Patterns = Patterns,
        ThreadIds = ThreadIds,
        Filter = _filter is null ? null : TraceFilter.Parse(_filter.Expression),
        From = From,
        To = To,
        IncludesState = IncludesState,
    };

    /// <summary>Whether an event is wanted; its time is the reader's business.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(in TraceEvent item, ThreadTable threads)
    {
        TraceEventClass @class = item.Class!;
        if (!ReferenceEquals(@class, _lastClass))
        {
            Look(@class);
        }

        return _lastMatch && (IsAll || MatchesSlow(item, threads));
    }

    /// <summary>Whether a kind of event is wanted by its name.</summary>
    public bool MatchesClass(TraceEventClass @class) =>
        Patterns.Length == 0 ? IncludesState || !@class.IsState : Array.Exists(Patterns, pattern => Glob.IsMatch(pattern, @class.Name));

    private void Look(TraceEventClass @class)
    {
        _lastClass = @class;
        if (!_byClass.TryGetValue(@class, out _lastMatch))
        {
            _lastMatch = MatchesClass(@class);
            _byClass.Add(@class, _lastMatch);
        }
    }

    private bool MatchesSlow(in TraceEvent item, ThreadTable threads) =>
        (ThreadIds.Length == 0 || ThreadIds.AsSpan().Contains(threads.Of(item).Id)) && (_filter is null || _filter.Matches(item));
}
