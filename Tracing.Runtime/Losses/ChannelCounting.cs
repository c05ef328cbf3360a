using Tracing.Format;
using Tracing.Runtime.RingBuffer;
using Tracing.Writing;

namespace Tracing.Runtime.Losses;

/// <summary>Makes a channel's statistics of what its rings and its producers counted.</summary>
internal static class ChannelCounting
{
    /// <summary>The statistics.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="counts">What its rings count.</param>
    /// <param name="ofProducers">What its producers count.</param>
    /// <param name="isFinal">Whether what is unwritten will never be written; a flight recorder keeps it for snapshots.</param>
    public static ChannelStatistics Make(TraceChannel channel, in RingCounts counts, IReadOnlyList<LossAccount> ofProducers, bool isFinal)
    {
        bool losesUnwritten = isFinal && !channel.Overwrites;
        LossTable table = channel.Producer.Losses;
        var losses = new LossCounts(
            RingFull: (long)counts.Discarded,
            TooLarge: (long)counts.TooLarge,
            NoRing: (long)table.Total(LossCause.NoRing),
            GetterFaulted: (long)table.Total(LossCause.GetterFaulted),
            OutputFailed: losesUnwritten ? (long)counts.Unwritten : 0,
            Overwritten: (long)counts.Overwritten);
        return new ChannelStatistics(
            channel.Name,
            (long)counts.Recorded - losses.Overwritten - losses.OutputFailed,
            losses.RingFull + losses.NoRing + losses.GetterFaulted + losses.OutputFailed,
            losses.Overwritten,
            losses.TooLarge,
            counts.Rings)
        {
            Losses = losses,
            Streams = [.. counts.Each.Select(ring => Stream(ring, losesUnwritten))],
            Events =
            [
                .. ofProducers
                    .Where(static account => account.Event is not null)
                    .GroupBy(static account => account.Event!, static account => LossCounts.Of(account.Reason, account.Count))
                    .Select(static ofEvent => new EventStatistics(ofEvent.Key, ofEvent.Aggregate(LossCounts.Add)))
                    .OrderBy(static ofEvent => ofEvent.Name, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>One count of a channel, without all that <see cref="Make"/> gathers.</summary>
    public static long Read(TraceChannel channel, TriggerCounter counter)
    {
        LossTable table = channel.Producer.Losses;
        return counter switch
        {
            TriggerCounter.NoRing => (long)table.Total(LossCause.NoRing),
            TriggerCounter.Filtered => channel.Refused().Filtered,
            TriggerCounter.Suppressed => channel.Refused().Suppressed,
            _ => Read(channel.Rings.Count(), (long)table.Total(LossCause.NoRing) + (long)table.Total(LossCause.GetterFaulted), counter),
        };
    }

    private static long Read(in RingCounts counts, long withoutRing, TriggerCounter counter)
    {
        long discarded = (long)counts.Discarded + withoutRing;
        return counter switch
        {
            TriggerCounter.Recorded => (long)counts.Recorded - (long)counts.Overwritten,
            TriggerCounter.Discarded => discarded,
            TriggerCounter.Overwritten => (long)counts.Overwritten,
            TriggerCounter.TooLarge => (long)counts.TooLarge,
            TriggerCounter.Lost => discarded + (long)counts.Overwritten + (long)counts.TooLarge,
            _ => throw new ArgumentOutOfRangeException(nameof(counter), counter, "It is no count of rings."),
        };
    }

    private static StreamStatistics Stream(RingTally ring, bool losesUnwritten)
    {
        ulong unwritten = losesUnwritten ? ring.Unwritten : 0;
        return new StreamStatistics(
            ring.Name,
            (int)ring.ThreadId,
            ring.ThreadName,
            ring.Cpu == RingFileHeader.NoCpu ? null : (int)ring.Cpu,
            (long)(ring.Recorded - ring.Overwritten - unwritten),
            new LossCounts((long)ring.Discarded, (long)ring.TooLarge, 0, 0, (long)unwritten, (long)ring.Overwritten));
    }
}
