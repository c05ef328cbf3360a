using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>Holds the three accounts of a session against each other: its statistics, the records in its trace, and what the streams' packets count.</summary>
internal static partial class Ledger
{
    /// <summary>Checks that they agree to the last event, and that all that was emitted is accounted for.</summary>
    /// <param name="statistics">Of a session that was disposed of.</param>
    /// <param name="trace">Its trace.</param>
    /// <param name="emitted">Events by name; null where nobody counted.</param>
    /// <param name="inMemory">Names of the channels whose events are not in the trace.</param>
    public static void Check(SessionStatistics statistics, string trace, IReadOnlyDictionary<string, long>? emitted = null, params IReadOnlyList<string> inMemory)
    {
        CheckSums(statistics);
        LossRecord[] records = LossRecord.ReadAll(trace);
        CheckRecords(statistics, records);
        (long events, string warnings) = Babeltrace.Count(trace);
        CheckDiscarded(statistics, warnings, inMemory);
        Assert.Equal(statistics.Channels.Where(channel => !inMemory.Contains(channel.Name)).Sum(static channel => channel.Recorded), events);
        if (emitted is not null)
        {
            Assert.Equal(emitted.Values.Sum(), statistics.Recorded + statistics.Losses.Total);
            CheckEvents(statistics, trace, emitted);
        }
    }

    /// <summary>Checks that a session's statistics agree with themselves.</summary>
    public static void CheckSums(SessionStatistics statistics)
    {
        Assert.Equal(statistics.Channels.Aggregate(default(LossCounts), static (sum, channel) => sum + channel.Losses), statistics.Losses);
        Assert.Equal(
            (statistics.Discarded, statistics.TooLarge, statistics.Overwritten),
            (statistics.Losses.RingFull + statistics.Losses.NoRing + statistics.Losses.GetterFaulted + statistics.Losses.OutputFailed, statistics.Losses.TooLarge, statistics.Losses.Overwritten));
        foreach (ChannelStatistics channel in statistics.Channels)
        {
            LossCounts ofStreams = channel.Streams.Aggregate(default(LossCounts), static (sum, stream) => sum + stream.Losses);
            LossCounts ofEvents = channel.Events.Aggregate(default(LossCounts), static (sum, one) => sum + one.Losses);
            Assert.Equal(channel.Losses, ofStreams with { NoRing = channel.Losses.NoRing, GetterFaulted = channel.Losses.GetterFaulted });
            Assert.Equal(channel.Losses with { OutputFailed = 0, Overwritten = 0 }, ofEvents);
        }

        foreach (LossGap gap in statistics.RecentGaps)
        {
            Assert.InRange(gap.Begin, 1, gap.End);
            Assert.InRange(gap.Count, 1, long.MaxValue);
        }
    }

    private static void CheckRecords(SessionStatistics statistics, LossRecord[] records)
    {
        foreach (LossReason reason in Enum.GetValues<LossReason>())
        {
            Assert.Equal((reason, statistics.Losses[reason]), (reason, records.Where(record => record.Reason == reason).Sum(static record => record.Count)));
            foreach (ChannelStatistics channel in statistics.Channels)
            {
                LossRecord[] ofChannel = [.. records.Where(record => record.Channel == channel.Name && record.Reason == reason)];
                Assert.Equal(channel.Losses[reason], ofChannel.Sum(static record => record.Count));
                foreach (StreamStatistics stream in channel.Streams)
                {
                    Assert.Equal(stream.Losses[reason], ofChannel.Where(record => record.Stream == stream.Name).Sum(static record => record.Count));
                }

                foreach (EventStatistics one in channel.Events)
                {
                    Assert.Equal(one.Losses[reason], ofChannel.Where(record => record.Event == one.Name).Sum(static record => record.Count));
                }
            }
        }

        Assert.All(records, static record => Assert.InRange(record.Begin, 1, record.End));

        // No span of a kind overlaps another of it.
        foreach (IGrouping<object, LossRecord> kind in records.GroupBy(static record => (object)(record.Channel, record.Stream, record.Event, record.Reason)))
        {
            LossRecord[] spans = [.. kind.OrderBy(static record => record.Begin)];
            Assert.All(spans.Zip(spans.Skip(1)), static pair => Assert.InRange(pair.Second.Begin, pair.First.End, long.MaxValue));
        }
    }

    // All but what is overwritten: that was recorded. What no stream of the trace has, the stream of own events counts.
    private static void CheckDiscarded(SessionStatistics statistics, string warnings, IReadOnlyList<string> inMemory)
    {
        var told = DiscardedPattern().Matches(warnings)
            .GroupBy(static match => match.Groups["stream"].Value)
            .ToDictionary(static group => group.Key, static group => group.Sum(static match => long.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture)));
        long streamless = 0;
        foreach (ChannelStatistics channel in statistics.Channels)
        {
            bool hasStreams = !inMemory.Contains(channel.Name);
            streamless += hasStreams ? channel.Losses.NoRing + channel.Losses.GetterFaulted : channel.Losses.Total - channel.Losses.Overwritten;
            foreach (StreamStatistics stream in channel.Streams)
            {
                Assert.Equal((stream.Name, hasStreams ? stream.Losses.Total : 0), (stream.Name, told.GetValueOrDefault(stream.Name)));
            }
        }

        Assert.Equal(streamless, told.GetValueOrDefault("tracing_0"));
        Assert.Equal(statistics.Losses.Total - statistics.Losses.Overwritten, told.Values.Sum());
        Assert.Equal(told.Values.Sum(), Babeltrace.SumOfDiscarded(warnings));
        Assert.All(warnings.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Contains("discarded", line));
    }

    private static void CheckEvents(SessionStatistics statistics, string trace, IReadOnlyDictionary<string, long> emitted)
    {
        // Which events are overwritten or unwritten is not known.
        if (statistics.Losses.Overwritten + statistics.Losses.OutputFailed > 0)
        {
            return;
        }

        string[] lines = Babeltrace.Lines(trace);
        foreach ((string name, long count) in emitted)
        {
            long lost = statistics.Channels.SelectMany(static channel => channel.Events).Where(one => one.Name == name).Sum(static one => one.Losses.Total);
            Assert.Equal((name, count), (name, lost + lines.Count(line => line.Contains($" {name}: ", StringComparison.Ordinal))));
        }
    }

    [GeneratedRegex("""Tracer discarded (?<count>[0-9]+) events? .* within stream "(?:[^"]*/)?(?<stream>[^"/]+)" """)]
    private static partial Regex DiscardedPattern();
}
