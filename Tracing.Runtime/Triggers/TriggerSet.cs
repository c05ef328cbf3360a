using Tracing.Runtime.Consumer;

namespace Tracing.Runtime.Triggers;

/// <summary>A session's triggers that wait for what the consumer sees. Only under the session's drain lock.</summary>
internal sealed class TriggerSet
{
    /// <summary>How often counts are looked at: adding them up takes microseconds a ring.</summary>
    private static readonly TimeSpan s_countPeriod = TimeSpan.FromMilliseconds(100);

    private readonly List<(AttachedTrigger Trigger, FillWatch Watch)> _fills = [];
    private readonly List<(AttachedTrigger Trigger, CounterWatch Watch)> _counters = [];
    private readonly FlushTimer _timer = new(s_countPeriod);

    /// <summary>How long until counts are to be looked at; null: they need not be.</summary>
    public TimeSpan? Left(TimeSpan now) => _counters.Count == 0 ? null : _timer.Left(now);

    /// <summary>Adds a trigger, if it is of this kind.</summary>
    public void Add(AttachedTrigger trigger, IReadOnlyList<TraceChannel> channels)
    {
        switch (trigger.When)
        {
            case FillCondition condition:
                _fills.Add((trigger, new FillWatch(condition)));
                break;
            case CounterCondition condition:
                _counters.Add((trigger, new CounterWatch(condition, channels)));
                break;
        }
    }

    /// <summary>Removes a trigger, if it has it.</summary>
    public void Remove(AttachedTrigger trigger)
    {
        _fills.RemoveAll(entry => entry.Trigger == trigger);
        _counters.RemoveAll(entry => entry.Trigger == trigger);
    }

    /// <summary>Before a round of draining: how full are rings, and, now and then, what is counted.</summary>
    public void Look(IReadOnlyList<TraceChannel> channels, TimeSpan now)
    {
        foreach ((AttachedTrigger trigger, FillWatch watch) in _fills)
        {
            MakeDue(trigger, watch.Look(channels) ? 1 : 0);
        }

        if (_counters.Count > 0 && _timer.IsDue(now))
        {
            LookAtCounters(channels);
        }
    }

    /// <summary>What is counted.</summary>
    public void LookAtCounters(IReadOnlyList<TraceChannel> channels)
    {
        foreach ((AttachedTrigger trigger, CounterWatch watch) in _counters)
        {
            MakeDue(trigger, watch.Look(channels));
        }
    }

    private static void MakeDue(AttachedTrigger trigger, long times)
    {
        if (times > 0)
        {
            trigger.Due.MakeDue(times);
        }

        // Also what is left from a time when there was no thread for it.
        trigger.Look();
    }
}
