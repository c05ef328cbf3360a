namespace Tracing.Runtime.Triggers;

/// <summary>Checks conditions that are about a session's channels.</summary>
internal static class TriggerCheck
{
    /// <exception cref="ArgumentException">What is wrong with it, and how to mend it.</exception>
    public static void Check(TraceSession session, TraceTrigger trigger)
    {
        switch (trigger.When)
        {
            case FillCondition fill:
                Check(session, trigger.Name, fill);
                break;
            case CounterCondition counter:
                Check(session, trigger.Name, counter);
                break;
        }
    }

    private static void Check(TraceSession session, string name, FillCondition condition)
    {
        if (condition.Percent is < 1 or > 99)
        {
            throw new ArgumentOutOfRangeException(nameof(condition), condition.Percent, $"Trigger '{name}': a fill level is from 1 to 99 percent.");
        }

        if (session.ChannelFor(condition.Channel) is { Overwrites: true } channel)
        {
            throw new ArgumentException(
                $"Trigger '{name}': the rings of channel '{channel.Name}' are always full, since it overwrites. Wait for {nameof(TriggerCounter)}.{nameof(TriggerCounter.Overwritten)}, or name another channel.", nameof(condition));
        }
    }

    private static void Check(TraceSession session, string name, CounterCondition condition)
    {
        session.ChannelFor(condition.Channel);
        if (!Enum.IsDefined(condition.Counter))
        {
            throw new ArgumentException($"Trigger '{name}': there is no counter {condition.Counter}.", nameof(condition));
        }

        if (condition.Above < 0 || condition.Every <= 0)
        {
            throw new ArgumentException(
                $"Trigger '{name}': {nameof(condition.Above)} is at least 0 and {nameof(condition.Every)} above 0. Leave {nameof(condition.Every)} null for a trigger that comes true once.", nameof(condition));
        }
    }
}
