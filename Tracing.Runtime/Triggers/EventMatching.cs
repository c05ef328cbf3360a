using Tracing.Registry;
using Tracing.Runtime.Rules;
using Tracing.Writing;

namespace Tracing.Runtime.Triggers;

/// <summary>
/// Triggers that wait for events: each matching tracepoint, also of providers that load later, leads to them, with or without a session that records it. Only
/// under the registry's lock.
/// </summary>
internal static class EventMatching
{
    /// <summary>Events with larger fields are not looked at: a filter's look needs a copy, and a thread keeps the room for the largest one.</summary>
    private const long MaxFilteredSize = 1 << 20;

    private static readonly List<(AttachedTrigger Trigger, EventRule Rule)> s_all = [];

    /// <summary>The rule of a condition.</summary>
    /// <exception cref="ArgumentException">A pattern, a level, a number or the filter is wrong.</exception>
    public static EventRule RuleOf(EventCondition condition)
    {
        if (condition.Every <= 0 || condition.OnceAfter <= 0 || condition is { Every: not null, OnceAfter: not null })
        {
            throw new ArgumentException(
                $"Set {nameof(condition.Every)} or {nameof(condition.OnceAfter)} to a number above 0, or leave both null for each event that matches '{condition.Events}'.", nameof(condition));
        }

        var options = new EventRuleOptions { Exclude = condition.Exclude, Level = condition.Level, MostSevere = condition.MostSevere, Filter = condition.Filter };
        return EventRule.Parse(condition.Events, null, options);
    }

    /// <summary>Tells a trigger of the events that match.</summary>
    /// <exception cref="EventFilterException">Of the tracepoints that match none has the fields of the filter.</exception>
    public static void Add(AttachedTrigger trigger, EventRule rule)
    {
        rule.RequireOne(TracepointRegistry.ProvidersUnsynchronized);
        s_all.Add((trigger, rule));
        foreach (TracepointProvider provider in TracepointRegistry.ProvidersUnsynchronized)
        {
            Bind(trigger, rule, provider);
        }
    }

    /// <summary>Tells a trigger of no events any more. When it returns, no probe is about to.</summary>
    public static void Remove(AttachedTrigger trigger)
    {
        if (s_all.RemoveAll(entry => entry.Trigger == trigger) > 0)
        {
            BindingTable.RemoveTrigger(trigger.Due);
            Quiescence.WaitForProbes();
        }
    }

    /// <summary>Tells all triggers of a new provider's events.</summary>
    public static void TakeUp(TracepointProvider provider)
    {
        foreach ((AttachedTrigger trigger, EventRule rule) in s_all)
        {
            Bind(trigger, rule, provider);
        }
    }

    private static void Bind(AttachedTrigger trigger, EventRule rule, TracepointProvider provider)
    {
        foreach (TracepointDescriptor tracepoint in provider.Tracepoints)
        {
            if (rule.Matches(tracepoint) && rule.Applies(tracepoint, context: null))
            {
                EventFilter.Binding? filter = rule.Filter?.Bind(tracepoint, context: null);
                BindingTable.AddTrigger(tracepoint, new RecordStage
                {
                    Trigger = trigger.Due,
                    Filter = filter?.Filter,
                    FilterContexts = filter?.Contexts,
                    MaxSize = MaxFilteredSize,
                });
            }
        }
    }
}
