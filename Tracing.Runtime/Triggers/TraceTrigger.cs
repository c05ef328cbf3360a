namespace Tracing.Runtime;

/// <summary>Something that a session does by itself when a condition comes true. Read when it is added: <see cref="TraceSession.AddTrigger"/>.</summary>
public sealed class TraceTrigger
{
    /// <summary>Unique in the session; letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The condition.</summary>
    public required TriggerCondition When { get; init; }

    /// <summary>What is done, one after another. One that fails is reported, and the next one is done all the same.</summary>
    public required IReadOnlyList<TriggerAction> Actions { get; init; }

    /// <summary>
    /// How long the trigger rests when its actions have been done: what comes true in that time is counted only. Zero: each time is acted on. Default: 1 s.
    /// </summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock of the cool-down; another one in tests.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
