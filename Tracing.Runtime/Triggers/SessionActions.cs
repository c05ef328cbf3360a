namespace Tracing.Runtime;

/// <summary>Finishes the trace's chunk: <see cref="TraceSession.Rotate"/>. Fails while the session does not record.</summary>
public sealed class RotateAction : TriggerAction
{
    internal override string Word => "rotate";

    internal override TriggerAction CheckedFor(TraceSession session) => this;

    internal override TriggerFiring Run(TriggerFiring firing) => firing with { Folder = firing.Session.Rotate() };
}

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
