using Tracing.Registry;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Rules;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.Triggers;

namespace Tracing.Runtime;

/// <remarks>What the session does by itself when something comes true (docs/triggers.md).</remarks>
public sealed partial class TraceSession
{
    // Replaced, never changed, under the registry's lock.
    private AttachedTrigger[] _triggers = [];

    /// <summary>Those that the consumer looks after. Only under <see cref="_drain"/>.</summary>
    private readonly TriggerSet _watched = new();

    /// <summary>The session's triggers, in the order in which they were added.</summary>
    public IReadOnlyList<AttachedTrigger> Triggers => [.. _triggers];

    /// <summary>Adds a trigger. It works at once, whether the session records or not, until it is disposed of, or the session is.</summary>
    /// <param name="trigger">The condition, and what to do.</param>
    /// <returns>The trigger, to ask for its counts and to remove it.</returns>
    /// <exception cref="EventFilterException">The filter of its condition is wrong, or of the tracepoints that match none has its fields.</exception>
    /// <exception cref="ArgumentException">Its name is taken or not usable, there is no such channel, or something else in it makes no sense.</exception>
    public AttachedTrigger AddTrigger(TraceTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        SessionName.Check(trigger.Name, nameof(trigger), "trigger");
        ArgumentNullException.ThrowIfNull(trigger.When, nameof(trigger));
        if (trigger.Actions is not { Count: > 0 })
        {
            throw new ArgumentException($"Trigger '{trigger.Name}' has no actions. Say what is to be done, as in [new {nameof(RotateAction)}()].", nameof(trigger));
        }

        if (trigger.CoolDown < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(trigger), trigger.CoolDown, $"Trigger '{trigger.Name}': {nameof(trigger.CoolDown)} cannot be negative. For none write {nameof(TimeSpan)}.{nameof(TimeSpan.Zero)}.");
        }

        EventRule? rule = trigger.When is EventCondition condition ? EventMatching.RuleOf(condition) : null;
        TriggerCheck.Check(this, trigger);
        return TracepointRegistry.Change(() =>
        {
            ThrowIfDisposed();
            if (Array.Exists(_triggers, other => other.Name == trigger.Name))
            {
                throw new ArgumentException($"Session '{Name}' has a trigger called '{trigger.Name}' already. Dispose of it first, or choose another name.", nameof(trigger));
            }

            var attached = new AttachedTrigger(this, trigger, [.. trigger.Actions.Select(action => action.CheckedFor(this))]);
            if (rule is not null)
            {
                // First: without the thread nothing that matches would be seen.
                ConsumerThread.Attach(attached);
                try
                {
                    EventMatching.Add(attached, rule);
                }
                catch
                {
                    ConsumerThread.Detach(attached);
                    throw;
                }
            }

            lock (_drain)
            {
                _watched.Add(attached, _channels);
            }

            _triggers = [.. _triggers, attached];
            return attached;
        });
    }

    /// <summary>Tells a trigger of no events any more. It stays in the list, with its counts.</summary>
    internal static void Unbind(AttachedTrigger trigger) => TracepointRegistry.Change(() =>
    {
        EventMatching.Remove(trigger);
        ConsumerThread.Detach(trigger);
    });

    /// <summary>Removes a trigger, if it is there. What it is doing may go on for a while.</summary>
    internal void Remove(AttachedTrigger trigger) => TracepointRegistry.Change(() =>
    {
        trigger.Retire();
        Unbind(trigger);
        lock (_drain)
        {
            _watched.Remove(trigger);
        }

        _triggers = Array.FindAll(_triggers, other => other != trigger);
    });

    /// <summary>The channel with a name; null for none.</summary>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    internal TraceChannel? ChannelFor(string? name) => name is null ? null : Array.Find(ChannelsSnapshot(), channel => channel.Name == name)
        ?? throw new ArgumentException($"Session '{Name}' has no channel '{name}'. It has {string.Join(", ", ChannelsSnapshot().Select(static channel => $"'{channel.Name}'"))}.", nameof(name));

    /// <summary>Starts the session unless it records. For a trigger's action.</summary>
    internal void EnsureStarted() => TracepointRegistry.Change(() =>
    {
        if (_state != SessionState.Started)
        {
            Start();
        }
    });

    /// <summary>Stops the session if it records. For a trigger's action.</summary>
    internal void EnsureStopped() => TracepointRegistry.Change(StopIfStarted);

    /// <summary>How long until the consumer is to look after triggers again; null: not by itself.</summary>
    internal TimeSpan? TriggersLeft(TimeSpan now)
    {
        lock (_drain)
        {
            return _watched.Left(now);
        }
    }
}
