namespace Tracing.Runtime;

/// <summary>Finishes the trace's chunk: <see cref="TraceSession.Rotate"/>. Fails while the session does not record.</summary>
public sealed class RotateAction : TriggerAction
{
    internal override string Word => "rotate";

    internal override TriggerAction CheckedFor(TraceSession session) => this;

    internal override TriggerFiring Run(TriggerFiring firing) => firing with { Folder = firing.Session.Rotate() };
}
