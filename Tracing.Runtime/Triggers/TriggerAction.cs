namespace Tracing.Runtime;

/// <summary>
/// What a trigger does, to its session: <see cref="SnapshotAction"/>, <see cref="RotateAction"/>, <see cref="StartAction"/>, <see cref="StopAction"/>,
/// <see cref="EnableAction"/>, <see cref="DisableAction"/>; or <see cref="CallAction"/>.
/// </summary>
public abstract class TriggerAction
{
    private protected TriggerAction()
    {
    }

    /// <summary>Its name in configurations and messages.</summary>
    internal abstract string Word { get; }

    /// <summary>A copy that nobody else changes, checked.</summary>
    /// <exception cref="ArgumentException">It cannot be done in this session.</exception>
    internal abstract TriggerAction CheckedFor(TraceSession session);

    /// <summary>Does it, in a thread of the trigger's own, under no lock.</summary>
    /// <param name="firing">What came true.</param>
    /// <returns>What the next actions are told.</returns>
    internal abstract TriggerFiring Run(TriggerFiring firing);
}
