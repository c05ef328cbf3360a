namespace Tracing.Runtime;

/// <summary>Narrows an event rule.</summary>
public sealed class EventRuleOptions
{
    /// <summary>Patterns of events that the rule leaves out.</summary>
    public IReadOnlyList<string> Exclude { get; set; } = [];

    /// <summary>The least severe level that is recorded: this one and more severe ones. Null: all.</summary>
    public TracepointLevel? Level { get; set; }
}
