using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime.Extraction;

/// <summary>Writes what flight-recorder rings hold to an output, while their producers go on.</summary>
internal sealed class SnapshotWriter(ITraceOutput output, Guid traceId, SnapshotOptions options, ulong now)
{
    private readonly byte[] _header = new byte[PacketHeader.MaxSize];

    /// <summary>Writes one stream for each ring that has anything within the limits.</summary>
    public void Write(IReadOnlyList<ChannelRing> rings)
    {
        foreach (IGrouping<ChannelRing, Candidate> ring in Choose(rings).GroupBy(static candidate => candidate.Ring))
        {
            WriteRing(ring.Key, ring.Select(static candidate => candidate.Number).Order());
        }
    }

    private List<Candidate> Choose(IReadOnlyList<ChannelRing> rings)
    {
        ulong oldest = options.MaxAge is { } age ? now - Math.Min(now, (ulong)age.Ticks * TimeSpan.NanosecondsPerTick) : 0;
        var candidates = new List<Candidate>();
        foreach (ChannelRing ring in rings)
        {
            (ulong first, ulong current) = ring.Snapshot.FindRange();
            for (ulong number = first; number <= current; number++)
            {
                if (ring.Snapshot.TryDescribe(number, out CopiedPacket packet)
                    && (packet.Context.Size > 0 || number < current)
                    && packet.Context.End >= oldest)
                {
                    candidates.Add(new Candidate(ring, number, packet.Context.End, packet.Context.Size));
                }
            }
        }

        if (options.MaxBytes is not { } most)
        {
            return candidates;
        }

        candidates.Sort(static (left, right) => right.End.CompareTo(left.End));
        int taken = 0;
        for (long bytes = 0; taken < candidates.Count && bytes + candidates[taken].Size <= most; taken++)
        {
            bytes += candidates[taken].Size;
        }

        return candidates[..taken];
    }

    private void WriteRing(ChannelRing ring, IEnumerable<ulong> numbers)
    {
        // Newest first, since the producer takes the oldest: what it takes meanwhile is missing at the begin, not in the middle.
        var copies = new Stack<(CopiedPacket Packet, byte[] Records)>();
        foreach (ulong number in numbers.Reverse())
        {
            byte[] records = new byte[ring.SubBufferSize];
            if (!ring.Snapshot.TryCopy(number, records, out CopiedPacket packet))
            {
                break;
            }

            copies.Push((packet, records));
        }

        if (copies.Count == 0)
        {
            return;
        }

        using IStreamOutput stream = output.CreateStream(ring.StreamName);
        ulong lostBefore = copies.Peek().Packet.Context.Lost;
        foreach ((CopiedPacket packet, byte[] records) in copies)
        {
            PacketContext context = packet.Context with { Lost = packet.Context.Lost - lostBefore };
            int headerSize = PacketHeader.Write(_header, ring.Identify(traceId, packet.ThreadId), context, packet.Number);
            stream.Append(_header.AsMemory(0, headerSize), records.AsMemory(0, context.Size));
        }
    }

    private readonly record struct Candidate(ChannelRing Ring, ulong Number, ulong End, int Size);
}
