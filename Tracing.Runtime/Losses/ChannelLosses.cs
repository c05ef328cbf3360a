using System.Globalization;
using Tracing.Runtime.RingBuffer;
using Tracing.Writing;

namespace Tracing.Runtime.Losses;

/// <summary>Reads the accounts of a channel.</summary>
internal static class ChannelLosses
{
    /// <summary>What producers counted: by stream, event and reason. From any thread at any time.</summary>
    public static IEnumerable<LossAccount> OfProducers(TraceChannel channel)
    {
        LossTable table = channel.Producer.Losses;
        foreach (int cell in table.Cells())
        {
            if (Read(channel, table, cell) is { } account)
            {
                yield return account;
            }
        }
    }

    /// <summary>What was recorded and is lost since: overwritten, or, once that is certain, unwritten. The event types are not known, without decoding it.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="counts">What its rings count.</param>
    /// <param name="isFinal">Whether what is unwritten will never be written.</param>
    public static IEnumerable<LossAccount> OfRings(TraceChannel channel, RingCounts counts, bool isFinal)
    {
        foreach (RingTally ring in counts.Each)
        {
            if (ring.Overwritten > 0)
            {
                yield return Account(channel, ring, LossReason.Overwritten, ring.Overwritten);
            }

            if (isFinal && !channel.Overwrites && ring.Unwritten > 0)
            {
                yield return Account(channel, ring, LossReason.OutputFailed, ring.Unwritten);
            }
        }
    }

    private static LossAccount? Read(TraceChannel channel, LossTable table, int number)
    {
        ref LossCell cell = ref table[number];

        // First of all: then the times cover what is counted.
        ulong count = cell.Count;
        LossAccount? account = count == 0 ? null : new LossAccount(
            new LossKey(table, number),
            channel.Name,
            cell.Instance == LossTable.NoStream ? null : string.Create(CultureInfo.InvariantCulture, $"{channel.Name}_{cell.Instance}"),
            cell.EventId == LossTable.NoEvent ? null : channel.EventName((ushort)cell.EventId),
            (LossReason)cell.Cause,
            count,
            cell.First,
            cell.Last,

            // A flight recorder's streams are not in the trace.
            IsStreamless: channel.Overwrites || cell.Cause is LossCause.NoRing or LossCause.GetterFaulted);
        GC.KeepAlive(table);
        return account;
    }

    private static LossAccount Account(TraceChannel channel, RingTally ring, LossReason reason, ulong count) =>
        new(new LossKey(ring.Key, (int)reason), channel.Name, ring.Name, null, reason, count, ring.LossBegin, ring.LossEnd);
}
