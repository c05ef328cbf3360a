namespace Tracing.Runtime;

/// <summary>
/// Comes true when an event is emitted that matches, whether any session records it or not. Events of all threads are counted together, exactly.
/// </summary>
/// <param name="events">A pattern, as in <see cref="TraceSession.Enable"/>.</param>
public sealed class EventCondition(string events) : TriggerCondition
{
    /// <summary>The pattern.</summary>
    public string Events { get; } = events;

    /// <summary>Patterns of events that do not match.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The least severe level that matches: this one and more severe ones. Null: all.</summary>
    public TracepointLevel? Level { get; init; }

    /// <summary>The most severe level that matches. Null: all.</summary>
    public TracepointLevel? MostSevere { get; init; }

    /// <summary>A condition on fields and contexts, as in <see cref="EventRuleOptions.Filter"/>. Null: none.</summary>
    public string? Filter { get; init; }

    /// <summary>True at each so-many-th match only: 10 for the tenth, the twentieth and so on. Null: at each. Not with <see cref="OnceAfter"/>.</summary>
    public long? Every { get; init; }

    /// <summary>True once, at this match, and never again: when that has been acted on, the tracepoints no longer cost anything for it, and matches are not counted any more. Null: again and again.</summary>
    public long? OnceAfter { get; init; }
}
