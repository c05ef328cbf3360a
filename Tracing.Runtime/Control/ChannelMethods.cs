using Tracing.Control;
using Tracing.Runtime.Configuration;
using Tracing.Runtime.Rules;

namespace Tracing.Runtime.Control;

/// <summary>Channels of a session, their contexts and rules.</summary>
internal static class ChannelMethods
{
    public static ControlMethod[] All =>
    [
        new ControlMethod<AddChannelParams, ChannelResult>(
            ControlMethods.AddChannel, ControlJson.Default.AddChannelParams, ControlJson.Default.ChannelResult, static (_, parameters) => Add(parameters)),
        new ControlMethod<AddContextParams, EmptyMessage>(
            ControlMethods.AddContext, ControlJson.Default.AddContextParams, ControlJson.Default.EmptyMessage, static (_, parameters) => AddContext(parameters)),
        new ControlMethod<EnableRuleParams, MatchedResult>(
            ControlMethods.EnableRule, ControlJson.Default.EnableRuleParams, ControlJson.Default.MatchedResult, static (_, parameters) => Enable(parameters)),
        new ControlMethod<DisableRuleParams, MatchedResult>(
            ControlMethods.DisableRule, ControlJson.Default.DisableRuleParams, ControlJson.Default.MatchedResult, static (_, parameters) => Disable(parameters)),
    ];

    private static ChannelResult Add(AddChannelParams parameters)
    {
        ChannelConfiguration configuration = TraceConfiguration.ParseChannel(SessionMethods.TextOf(parameters.Channel), "params.channel");
        TraceSession session = SessionMethods.Find(parameters.Session);
        return new ChannelResult { Channel = SessionTelling.Describe(configuration.Apply(session), session.Statistics) };
    }

    private static EmptyMessage AddContext(AddContextParams parameters)
    {
        TraceChannel channel = Find(SessionMethods.Find(parameters.Session), parameters.Channel);
        if (!TraceContext.Names.Contains(parameters.Context))
        {
            throw new ControlException(
                ControlErrors.NoSuchContext,
                $"There is no context '{ConfigurationValue.Shorten(parameters.Context)}' in this process. There are: {string.Join(", ", TraceContext.Names)}.", NearNames.Of(parameters.Context, TraceContext.Names));
        }

        channel.AddContext(parameters.Context);
        return new EmptyMessage();
    }

    private static MatchedResult Enable(EnableRuleParams parameters)
    {
        RuleConfiguration rule = TraceConfiguration.ParseRule(SessionMethods.TextOf(parameters.Rule), "params.rule");
        TraceSession session = SessionMethods.Find(parameters.Session);
        rule.Apply(session, parameters.Channel is { } channel ? Find(session, channel) : null);
        EventPattern[] exclusions = [.. rule.Options.Exclude.Select(static text => new EventPattern(text, nameof(rule)))];
        return ProcessMethods.Matched(new EventRule(new EventPattern(rule.Events, nameof(rule)), null, rule.Enables, exclusions, rule.Options), rule.Events);
    }

    private static MatchedResult Disable(DisableRuleParams parameters)
    {
        TraceSession session = SessionMethods.Find(parameters.Session);
        session.Disable(parameters.Events, parameters.Channel is { } channel ? Find(session, channel) : null);
        return ProcessMethods.Matched(new EventRule(new EventPattern(parameters.Events, nameof(parameters)), null, enables: false, []), parameters.Events);
    }

    private static TraceChannel Find(TraceSession session, string name)
    {
        TraceChannel[] channels = session.ChannelsSnapshot();
        if (Array.Find(channels, channel => channel.Name == name) is { } found)
        {
            return found;
        }

        string[] names = [.. channels.Select(static channel => channel.Name)];
        throw new ControlException(
            ControlErrors.NoSuchChannel,
            $"Session '{session.Name}' has no channel '{ConfigurationValue.Shorten(name)}'. {(names.Length == 0 ? "It has none" : "There are: " + string.Join(", ", names))}.", NearNames.Of(name, names));
    }
}
