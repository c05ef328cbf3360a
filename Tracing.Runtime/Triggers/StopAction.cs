namespace Tracing.Runtime;

/// <summary>Stops the session, if it records. The trigger goes on.</summary>
public sealed class StopAction : TriggerAction
{
    internal override string Word => "stop";

    internal override TriggerAction CheckedFor(TraceSession session) => this;

    internal override TriggerFiring Run(TriggerFiring firing)
    {
        firing.Session.EnsureStopped();
        return firing;
    }
}
