namespace Tracing.Runtime;

/// <summary>Calls a handler of the application's.</summary>
/// <param name="handler">
/// Called in a thread of the trigger's own, under no lock; one call after another. It may take its time, and use the session. What it throws is reported and
/// goes no further. Events that it emits and that match its own trigger make that due again.
/// </param>
public sealed class CallAction(Action<TriggerFiring> handler) : TriggerAction
{
    /// <summary>The handler.</summary>
    public Action<TriggerFiring> Handler { get; } = handler;

    internal override string Word => "call";

    internal override TriggerAction CheckedFor(TraceSession session)
    {
        ArgumentNullException.ThrowIfNull(Handler);
        return this;
    }

    internal override TriggerFiring Run(TriggerFiring firing)
    {
        Handler(firing);
        return firing;
    }
}
