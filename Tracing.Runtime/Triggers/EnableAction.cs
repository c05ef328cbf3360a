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
