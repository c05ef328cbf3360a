using Tracing.Runtime.Output;
using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime.Extraction;

/// <summary>Writes what flight-recorder rings hold to an output, while their producers go on.</summary>
internal sealed class SnapshotWriter(ITraceOutput output, Guid traceId, SnapshotOptions options, ulong now)
{
    /// <summary>
    /// How often a ring is tried whose newest sub-buffer went while it was being copied. On a busy machine this thread can be held up for
    /// longer than a small ring takes to go round.
    /// </summary>
    private const int MaxTries = 100;

    /// <summary>Writes one stream for each ring that has anything within the limits.</summary>
    public void Write(IReadOnlyList<ChannelRing> rings)
    {
        IGrouping<ChannelRing, Candidate>[] groups = [.. Choose(rings).GroupBy(static candidate => candidate.Ring)];
        using var memory = new CopyMemory(groups.Length == 0 ? 0 : groups.Max(static chosen => chosen.Key.Size + chosen.Key.SubBufferSize));
        foreach (IGrouping<ChannelRing, Candidate> chosen in groups)
        {
            WriteRing(memory, chosen.Key, chosen.Min(static candidate => candidate.Number), chosen.Count());
        }
    }

    private List<Candidate> Choose(IReadOnlyList<ChannelRing> rings)
    {
        ulong oldest = options.MaxAge is { } age ? now - Math.Min(now, (ulong)age.Ticks * TimeSpan.NanosecondsPerTick) : 0;
        var candidates = new List<Candidate>();
        foreach (ChannelRing ring in rings)
        {
            for (int tries = 0; !TryDescribe(ring, oldest, candidates) && tries < MaxTries; tries++)
            {
                // All of it went while it was looked at.
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

    /// <summary>Adds what a ring has within the limit of age. False when every sub-buffer went in between.</summary>
    private static bool TryDescribe(ChannelRing ring, ulong oldest, List<Candidate> candidates)
    {
        bool isDescribed = false;
        (ulong first, ulong current) = ring.Snapshot.FindRange();
        for (ulong number = first; number <= current; number++)
        {
            if (ring.Snapshot.TryDescribe(number, out CopiedPacket packet))
            {
                isDescribed = true;
                if ((packet.Context.Size > 0 || number < current) && packet.Context.End >= oldest)
                {
                    candidates.Add(new Candidate(ring, number, packet.Context.End, packet.Context.Size));
                }
            }
        }

        return isDescribed;
    }

    /// <summary>Writes a ring's newest sub-buffers: none before the first that was chosen, and not more than were.</summary>
    private void WriteRing(CopyMemory memory, ChannelRing ring, ulong first, int count)
    {
        var copies = new Stack<(CopiedPacket Packet, Memory<byte> Records)>();
        for (int tries = 0; copies.Count == 0 && tries < MaxTries; tries++)
        {
            CopyNewest(memory, ring, first, options.MaxBytes is null ? int.MaxValue : count, copies);
        }

        if (copies.Count == 0)
        {
            return;
        }

        using IStreamOutput streamOutput = output.CreateStream(ring.Stream.Name);
        var stream = new SnapshotStream(streamOutput, ring.Stream.StreamClass, ring.Stream.Instance);
        ulong lostBefore = copies.Peek().Packet.Context.Lost;
        ulong lost = 0;
        foreach ((CopiedPacket packet, Memory<byte> records) in copies)
        {
            // Producers that close two sub-buffers of a shared ring can look at the count in the other order.
            lost = Math.Max(lost, packet.Context.Lost - Math.Min(lostBefore, packet.Context.Lost));
            stream.Write(
                ring.Identify(traceId, packet.ThreadId),
                packet with { Context = packet.Context with { Lost = lost } },
                records[..packet.Context.Size],
                ring.SubBufferSize);
        }
    }

    // Newest first, since the producer takes the oldest: what it takes meanwhile is missing at the begin, not in the middle.
    private static void CopyNewest(CopyMemory memory, ChannelRing ring, ulong first, int count, Stack<(CopiedPacket Packet, Memory<byte> Records)> copies)
    {
        // There are no more pieces than the ring has sub-buffers, and one that is gone: when one is copied, all newer ones are in the ring too.
        memory.Clear();
        ulong number = ring.Snapshot.FindRange().Current;
        for (bool isLast = false; !isLast && copies.Count < count; number--)
        {
            Memory<byte> records = memory.Take(ring.SubBufferSize);
            if (!ring.Snapshot.TryCopy(number, records.Span, out CopiedPacket packet))
            {
                return;
            }

            if (packet.Context.Size > 0)
            {
                copies.Push((packet, records));
            }

            isLast = number <= first;
        }
    }

    private readonly record struct Candidate(ChannelRing Ring, ulong Number, ulong End, int Size);
}
