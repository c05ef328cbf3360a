namespace Tracing.Runtime;

/// <summary>
/// Comes true when a count of the session, since the trigger was added, is above a value. The consumer looks ten times a second while the session records, and
/// once more when it is stopped.
/// </summary>
/// <param name="counter">Which count.</param>
/// <param name="above">The value that it must pass. 0: at the first one.</param>
public sealed class CounterCondition(TriggerCounter counter, long above) : TriggerCondition
{
    /// <summary>Which count.</summary>
    public TriggerCounter Counter { get; } = counter;

    /// <summary>The value that it must pass.</summary>
    public long Above { get; } = above;

    /// <summary>True again each time that the count has grown by so much more. Null: true once.</summary>
    public long? Every { get; init; }

    /// <summary>The channel whose count it is, by name; null: the session's.</summary>
    public string? Channel { get; init; }
}
