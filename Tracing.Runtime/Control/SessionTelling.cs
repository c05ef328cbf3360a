using System.Text.Json;
using Tracing.Control;
using Tracing.Registry;
using Tracing.Runtime.Configuration;
using Tracing.Runtime.Rules;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime.Control;

/// <summary>Tells what sessions are and have counted.</summary>
internal static class SessionTelling
{
    public static SessionEntry Describe(TraceSession session)
    {
        SessionStatistics statistics = session.Statistics;
        SessionConfiguration configuration = session.Describe();
        return new SessionEntry
        {
            Name = session.Name,
            State = session.State switch
            {
                SessionState.Created => "created",
                SessionState.Started => "started",
                _ => "stopped",
            },
            Output = session.OutputFolder,
            Started = session.FirstStarted,
            Rotation = configuration.Options.Rotation is { } rotation
                ? new RotationEntry
                {
                    MaxSize = rotation.MaxSize,
                    Period = rotation.Period is { } period ? Quantities.FormatDuration(period) : null,
                    KeepChunks = rotation.KeepChunks,
                    KeepBytes = rotation.KeepBytes,
                }
                : null,
            Consumer = ConsumerMethods.ConsumerOf(session) is { } pid ? new ConsumerEntry { Pid = pid } : null,
            Triggers = session.Triggers is { Count: > 0 } triggers ? [.. triggers.Select(TriggerMethods.FormOf).OfType<JsonElement>()] : null,
            Statistics = Count(statistics, session.WrittenBytes),
            Channels = [.. session.ChannelsSnapshot().Select(channel => Describe(channel, statistics))],
        };
    }

    public static ChannelEntry Describe(TraceChannel channel, SessionStatistics statistics)
    {
        // A channel that was added since then has counted nothing that matters.
        ChannelStatistics counted = statistics.Channels.FirstOrDefault(counted => counted.Name == channel.Name) ?? new ChannelStatistics(channel.Name, 0, 0, 0, 0, 0);
        return new ChannelEntry
        {
            Name = channel.Name,
            Mode = Words.Modes.WordFor(channel.Options.Mode),
            Scope = Words.Scopes.WordFor(channel.Options.Scope),
            SubBufferSize = channel.Options.SubBufferSize,
            SubBufferCount = channel.Options.SubBufferCount,
            Rings = counted.Rings,
            Memory = channel.Rings.All.Sum(static ring => ring.Size),
            MaxMemory = channel.Options.MaxMemory,
            Contexts = TracepointRegistry.Change(() => channel.ContextNames),
            Rules = [.. channel.Session.Rules.Where(rule => rule.Channel is null || rule.Channel == channel).Select(Describe)],
            Statistics = Count(counted),
        };
    }

    public static StatisticsEntry Count(TraceSession session) => Count(session.Statistics, session.WrittenBytes);

    private static StatisticsEntry Count(SessionStatistics statistics, long? bytes) => new()
    {
        Recorded = statistics.Recorded,
        Discarded = statistics.Discarded,
        Overwritten = statistics.Overwritten,
        TooLarge = statistics.TooLarge,
        NoRing = statistics.Losses.NoRing,
        Filtered = statistics.Filtered,
        Suppressed = statistics.Suppressed,
        Bytes = bytes,
        OutputError = statistics.OutputError,
    };

    private static StatisticsEntry Count(ChannelStatistics statistics) => new()
    {
        Recorded = statistics.Recorded,
        Discarded = statistics.Discarded,
        Overwritten = statistics.Overwritten,
        TooLarge = statistics.TooLarge,
        NoRing = statistics.Losses.NoRing,
        Filtered = statistics.Filtered,
        Suppressed = statistics.Suppressed,
    };

    private static RuleEntry Describe(EventRule rule)
    {
        RuleConfiguration configuration = rule.Describe();
        EventRuleOptions options = configuration.Options;
        EventRuleStatistics counted = rule.Count();
        return new RuleEntry
        {
            Events = configuration.Events,
            Enable = configuration.Enables,
            Exclude = options.Exclude.Count == 0 ? null : [.. options.Exclude],
            Level = options.Level is { } level ? Words.Levels.WordFor(level) : null,
            MostSevere = options.MostSevere is { } mostSevere ? Words.Levels.WordFor(mostSevere) : null,
            Filter = options.Filter,
            OneIn = options.OneIn,
            MaxPerSecond = options.MaxPerSecond,
            First = options.First,
            Filtered = options.Filter is null ? null : counted.Filtered,
            Suppressed = rule.IsPlain ? null : counted.Suppressed,
        };
    }
}
