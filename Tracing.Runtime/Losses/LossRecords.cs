using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Losses;

/// <summary>Gaps as records of the event <c>tracing:loss</c>.</summary>
internal static class LossRecords
{
    /// <summary>
    /// What stands for a stream that there is none of. Not the empty string, which babeltrace2 2.0.4 often shows as the text that it read before.
    /// </summary>
    private const string NoStream = "(none)";

    /// <summary>What stands for an event that is not known, likewise.</summary>
    private const string NoEvent = "(unknown)";

    /// <summary>Writes them into a packet of a stream, by their ends: each record's time is that of its last loss.</summary>
    public static OwnPacket Write(IReadOnlyList<LossGap> gaps, OwnStream stream)
    {
        // Readers say of what a packet tells as discarded that it was lost since the packet's begin.
        OwnPacket packet = stream.NewPacket((ulong)gaps.Min(static gap => gap.Begin));
        foreach (LossGap gap in gaps.OrderBy(static gap => gap.End))
        {
            packet.Add(OwnEventClasses.Loss, (ulong)gap.End)
                .Put(gap.Channel)
                .Put(gap.Stream ?? NoStream)
                .Put(gap.Event ?? NoEvent)
                .Put((byte)gap.Reason)
                .Put((ulong)gap.Count)
                .Put((ulong)gap.Begin)
                .Put((ulong)gap.End);
        }

        return packet;
    }

    /// <summary>How many losses no stream of the trace counts as discarded, so that the stream of own events does.</summary>
    public static ulong Streamless(IEnumerable<LossAccount> accounts)
    {
        ulong lost = 0;
        foreach (LossAccount account in accounts)
        {
            lost += account.IsStreamless ? account.Count : 0;
        }

        return lost;
    }
}
