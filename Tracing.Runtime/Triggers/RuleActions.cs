using Tracing.Runtime.Rules;

namespace Tracing.Runtime;

/// <summary>Adds an event rule: <see cref="TraceSession.Enable"/>.</summary>
/// <param name="events">The pattern.</param>
public sealed class EnableAction(string events) : TriggerAction
{
    /// <summary>The pattern.</summary>
    public string Events { get; } = events;

    /// <summary>The channel's name; null for <c>channel0</c>, which is made when it is first needed.</summary>
    public string? Channel { get; init; }

    /// <summary>Narrows the rule; null: nothing does.</summary>
    public EventRuleOptions? Options { get; init; }

    internal override string Word => "enable";

    internal override TriggerAction CheckedFor(TraceSession session)
    {
        EventRule.Check(Events, Options);
        session.ChannelFor(Channel);
        return new EnableAction(Events) { Channel = Channel, Options = Options?.Copy() };
    }

    internal override TriggerFiring Run(TriggerFiring firing)
    {
        firing.Session.Enable(Events, firing.Session.ChannelFor(Channel), Options);
        return firing;
    }
}

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
