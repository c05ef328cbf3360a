namespace Tracing.Runtime;

/// <summary>Starts the session, if it does not record. Its trigger works before that, so it can wait for what it starts with.</summary>
public sealed class StartAction : TriggerAction
{
    internal override string Word => "start";

    internal override TriggerAction CheckedFor(TraceSession session) => this;

    internal override TriggerFiring Run(TriggerFiring firing)
    {
        firing.Session.EnsureStarted();
        return firing;
    }
}
