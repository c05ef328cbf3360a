namespace Tracing.Runtime;

/// <summary>Narrows an event rule. Read when the rule is set.</summary>
/// <remarks>
/// Of the events that pass the filter, <see cref="OneIn"/> picks some, <see cref="MaxPerSecond"/> limits those, and <see cref="First"/> ends it. Each counts over all
/// tracepoints and threads of the rule.
/// </remarks>
public sealed class EventRuleOptions
{
    /// <summary>Patterns of events that the rule leaves out.</summary>
    public IReadOnlyList<string> Exclude { get; set; } = [];

    /// <summary>The least severe level that is recorded: this one and more severe ones. Null: all.</summary>
    public TracepointLevel? Level { get; set; }

    /// <summary>The most severe level that is recorded; with the same <see cref="Level"/>, just this one. Null: all.</summary>
    public TracepointLevel? MostSevere { get; set; }

    /// <summary>
    /// A condition on fields and contexts, in LTTng's grammar: <c>rows &gt; 100 &amp;&amp; table == "user*" &amp;&amp; $ctx.vtid != 7</c> (docs/filters.md). Null: none. The
    /// rule does not match a tracepoint that lacks a field which the filter names, or has it with a type that cannot be compared so.
    /// </summary>
    public string? Filter { get; set; }

    /// <summary>Records the first of each so many events. Null: all.</summary>
    public long? OneIn { get; set; }

    /// <summary>Most events that are recorded in each second of the trace clock. Null: all.</summary>
    public int? MaxPerSecond { get; set; }

    /// <summary>Records the first so many events, then no more. Null: all.</summary>
    public long? First { get; set; }

    /// <summary>A copy, that later changes do not reach.</summary>
    internal EventRuleOptions Copy()
    {
        var copy = (EventRuleOptions)MemberwiseClone();
        copy.Exclude = [.. Exclude ?? []];
        return copy;
    }
}
