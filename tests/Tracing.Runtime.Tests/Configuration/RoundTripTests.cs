using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Tracing.Runtime.Configuration;

namespace Tracing.Runtime.Tests.Configuration;

/// <summary>What is written is what was read.</summary>
/// <remarks>CsCheck prints the seed of a failure; set the environment variable CsCheck_Seed to repeat it.</remarks>
public class RoundTripTests
{
    private static readonly Gen<string> s_name = Gen.String[Gen.Char["abcXYZ019_-"], 1, 12];

    /// <summary>Whatever can stand in a filter or a folder's name, quotes, signs beyond the BMP and control characters included.</summary>
    private static readonly Gen<string> s_text = Gen.OneOf(Gen.String[Gen.Char["a\"\\/<>&'%:*?\n\t\u0001äЖ中"], 1, 20], Gen.Const("\U0001F600"));

    private static readonly Gen<TimeSpan> s_duration = Gen.OneOf(
        Gen.Long[0, TimeSpan.MaxValue.Ticks], Gen.Long[0, 100_000], Gen.Long[0, 400].Select(static days => days * TimeSpan.TicksPerDay)).Select(static ticks => new TimeSpan(ticks));

    private static readonly Gen<long> s_size = Gen.OneOf(Gen.Long[1, long.MaxValue], Gen.Long[1, 5000].Select(static size => size << 10), Gen.Long[1, 5000].Select(static size => size << 30));

    private static readonly Gen<EventRuleOptions> s_narrowing =
        from exclude in s_text.List[0, 2]
        from level in Gen.Enum<TracepointLevel>().Nullable()
        from mostSevere in Gen.Enum<TracepointLevel>().Nullable()
        from filter in s_text.Null()
        from oneIn in Gen.Long[1, long.MaxValue].Nullable()
        from maxPerSecond in Gen.Int[1, int.MaxValue].Nullable()
        from first in Gen.Long[1, long.MaxValue].Nullable()
        select new EventRuleOptions { Exclude = exclude, Level = level, MostSevere = mostSevere, Filter = filter, OneIn = oneIn, MaxPerSecond = maxPerSecond, First = first };

    private static readonly Gen<RuleConfiguration> s_rule =
        from events in s_text
        from enables in Gen.Bool
        from options in s_narrowing
        select new RuleConfiguration { Events = events, Enables = enables, Options = enables ? options : new EventRuleOptions() };

    private static readonly Gen<SnapshotOptions> s_limits =
        from age in s_duration.Nullable()
        from bytes in s_size.Nullable()
        select new SnapshotOptions { MaxAge = age, MaxBytes = bytes };

    private static readonly Gen<ChannelConfiguration> s_channel =
        from mode in Gen.Enum<BufferMode>()
        from scope in Gen.Enum<BufferScope>()
        from size in Gen.Int[1, int.MaxValue].Nullable()
        from count in Gen.Int[1, int.MaxValue].Nullable()
        from memory in s_size
        from timeout in s_duration
        from contexts in s_name.List[0, 3]
        from rules in s_rule.List[0, 4]
        select new ChannelConfiguration { Options = Channel(mode, scope, size, count, memory, timeout), Contexts = contexts, Rules = rules };

    private static readonly Gen<TriggerCondition> s_condition = Gen.OneOf(
        from options in s_narrowing
        from events in s_text
        from isOnce in Gen.Bool
        from number in Gen.Long[1, long.MaxValue].Nullable()
        select (TriggerCondition)new EventCondition(events)
        {
            Exclude = options.Exclude, Level = options.Level, MostSevere = options.MostSevere, Filter = options.Filter, Every = isOnce ? null : number, OnceAfter = isOnce ? number : null,
        },
        from percent in Gen.Int[1, 99]
        from channel in s_name.Null()
        select (TriggerCondition)new FillCondition(percent) { Channel = channel },
        from counter in Gen.Enum<TriggerCounter>()
        from above in Gen.Long[0, long.MaxValue]
        from every in Gen.Long[1, long.MaxValue].Nullable()
        from channel in s_name.Null()
        select (TriggerCondition)new CounterCondition(counter, above) { Every = every, Channel = channel });

    private static readonly Gen<TriggerAction> s_action = Gen.OneOf(
        from folder in s_text from limits in s_limits.Null() select (TriggerAction)new SnapshotAction(folder, limits),
        Gen.Const((TriggerAction)new RotateAction()),
        Gen.Const((TriggerAction)new StartAction()),
        Gen.Const((TriggerAction)new StopAction()),
        from events in s_text from channel in s_name.Null() from options in s_narrowing select (TriggerAction)new EnableAction(events) { Channel = channel, Options = options },
        from events in s_text from channel in s_name.Null() select (TriggerAction)new DisableAction(events) { Channel = channel });

    private static readonly Gen<TraceTrigger> s_trigger =
        from condition in s_condition
        from actions in s_action.List[1, 4]
        from coolDown in s_duration
        select new TraceTrigger { Name = "", When = condition, Actions = actions, CoolDown = coolDown };

    private static readonly Gen<TraceSessionOptions> s_options =
        from output in s_text.Null()
        from clock in Gen.Enum<ClockKind>().Nullable()
        from flush in s_duration
        from maxSize in s_size.Nullable()
        from period in s_duration.Nullable()
        from keep in Gen.Int[1, int.MaxValue].Nullable()
        from keepBytes in s_size.Nullable()
        from rotates in Gen.Bool
        from folder in s_text.Null()
        from limits in s_limits.Null()
        from environment in Gen.Bool.Nullable()
        select new TraceSessionOptions
        {
            Statedump = environment is { } isTold ? new StatedumpOptions { Environment = isTold } : null,
            Output = output,
            Clock = clock,
            FlushPeriod = flush,
            Rotation = rotates ? new RotationOptions { MaxSize = maxSize, Period = period, KeepChunks = keep, KeepBytes = keepBytes } : null,
            CrashSnapshot = folder is null ? null : new CrashSnapshotOptions { Folder = folder, Limits = limits },
        };

    private static readonly Gen<SessionConfiguration> s_session =
        from options in s_options
        from starts in Gen.Bool
        from channels in s_channel.List[0, 3]
        from triggers in s_trigger.List[0, 3]
        select new SessionConfiguration
        {
            Options = options,
            Starts = starts,
            Channels = [.. channels.Select(static (channel, i) => Named(channel, $"channel{i}"))],
            Triggers = [.. triggers.Select(static (trigger, i) => TriggerConfiguration.Of(new TraceTrigger
            {
                Name = $"trigger{i}", When = trigger.When, Actions = trigger.Actions, CoolDown = trigger.CoolDown,
            })!)],
        };

    [Fact]
    public void EveryKeyIsRead()
    {
        // Every key has a value that is not its default, so one that is not read, or not written, is missed here.
        byte[] written = WrittenForm.Of(TraceConfiguration.Parse(Encoding.UTF8.GetBytes(Samples.Everything), "sample"));
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(Samples.Everything), JsonNode.Parse(written)),
            $"Written as\n{Encoding.UTF8.GetString(written)}");
    }

    [Fact]
    public void TheShortFormStays()
    {
        const string Json = """{ "sessions": [ { "name": "a", "start": true, "flushPeriod": "1s", "statedump": { "environment": false }, "events": [ "a:*", "b:*" ] } ] }""";
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), JsonNode.Parse(WrittenForm.Of(TraceConfiguration.Parse(Encoding.UTF8.GetBytes(Json), "sample")))));
    }

    [Fact]
    public void WhatIsWrittenIsReadAsItWas() => s_session.List[0, 3].Sample(
        static sessions =>
        {
            for (int i = 0; i < sessions.Count; i++)
            {
                sessions[i].Name = $"session{i}";
            }

            byte[] written = WrittenForm.Of(sessions);
            Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(WrittenForm.Of(TraceConfiguration.Parse(written, "written"))));
        },
        iter: 2000,
        threads: 1);

    [Fact]
    public void DurationsAndSizesKeepTheirValue()
    {
        s_duration.Sample(static duration => Assert.Equal(duration, Quantities.ReadDuration(Text(Quantities.FormatDuration(duration)))), iter: 2000, threads: 1);
        s_size.Sample(static size => Assert.Equal(size, Quantities.ReadSize(Text(Quantities.FormatSize(size)), 1, long.MaxValue)), iter: 2000, threads: 1);
        Assert.Equal(("1500ms", "0s", "1d", "0.1us", "64KiB", "1025B"), (
            Quantities.FormatDuration(TimeSpan.FromMilliseconds(1500)), Quantities.FormatDuration(TimeSpan.Zero), Quantities.FormatDuration(TimeSpan.FromHours(24)),
            Quantities.FormatDuration(new TimeSpan(1)), Quantities.FormatSize(65536), Quantities.FormatSize(1025)));
    }

    private static ConfigurationValue Text(string text) => new(new ConfigurationSource("text", []), Tracing.Runtime.Configuration.ValueKind.Text, 0, null) { Text = text };

    private static ChannelConfiguration Named(ChannelConfiguration channel, string name)
    {
        channel.Name = name;
        return channel;
    }

    private static ChannelOptions Channel(BufferMode mode, BufferScope scope, int? size, int? count, long memory, TimeSpan timeout)
    {
        var options = new ChannelOptions { Mode = mode, Scope = scope, MaxMemory = memory, BlockTimeout = timeout };
        if (size is { } chosenSize)
        {
            options.SubBufferSize = chosenSize;
        }

        if (count is { } chosenCount)
        {
            options.SubBufferCount = chosenCount;
        }

        return options;
    }
}
