namespace Tracing.Runtime;

/// <summary>What a trigger waits for: <see cref="EventCondition"/>, <see cref="FillCondition"/> or <see cref="CounterCondition"/>.</summary>
public abstract class TriggerCondition
{
    private protected TriggerCondition()
    {
    }
}
