using Tracing.Runtime.Rules;

namespace Tracing.Runtime;

/// <summary>Stops recording events: <see cref="TraceSession.Disable"/>.</summary>
/// <param name="events">The pattern.</param>
public sealed class DisableAction(string events) : TriggerAction
{
    /// <summary>The pattern.</summary>
    public string Events { get; } = events;

    /// <summary>The channel's name; null: all channels.</summary>
    public string? Channel { get; init; }

    internal override string Word => "disable";

    internal override TriggerAction CheckedFor(TraceSession session)
    {
        _ = new EventPattern(Events, nameof(Events));
        session.ChannelFor(Channel);
        return this;
    }

    internal override TriggerFiring Run(TriggerFiring firing)
    {
        firing.Session.Disable(Events, firing.Session.ChannelFor(Channel));
        return firing;
    }
}
