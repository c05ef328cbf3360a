using System.Runtime.CompilerServices;
using Tracing.Format;
using Tracing.Registry;

namespace Tracing.Writing;

/// <summary>The producers' half of a ring that many threads write to. Protocol, with its steps' numbers: docs/cpu-ring.md.</summary>
/// <remarks>
/// Lock-free: a failed exchange of the reserve word means that another thread reserved. A producer that is held up or dies
/// between reserve and commit leaves a hole that its claim describes; others reserve behind it, until the ring comes round to
/// its place, where records are discarded and counted instead.
/// </remarks>
internal static unsafe partial class SharedRing
{
    /// <summary>Takes up a processor's ring if the thread moved there; called before the reserve word is loaded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RingFileHeader* Ring(RecordingChannel channel, SharedSlot* slot)
    {
        if (slot->SeenCpu != slot->Cpu)
        {
            channel.Migrate(slot);
        }

        return slot->Ring;
    }

    /// <summary>
    /// Reserves exactly this many bytes for the fields and writes the event header. Not open when there is no room; the loss is
    /// counted then.
    /// </summary>
    /// <param name="binding">Where the event goes.</param>
    /// <param name="slot">The thread's slot, which has a ring.</param>
    /// <param name="sizeBytes">The size of all fields.</param>
    /// <param name="reserved">The ring's reserve word, loaded before the time was read.</param>
    /// <param name="timestamp">The time.</param>
    public static RecordWriter Open<TTestpoints>(TracepointBinding binding, SharedSlot* slot, long sizeBytes, ulong reserved, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        RingFileHeader* ring = slot->Ring;
        ClaimLine* claim = slot->Claim;
        uint size = ring->SubBufferSize;
        long deadline = 0;
        while (true)
        {
            // plain read: an older time only means the longer header (docs/cpu-ring.md, LastTimestamp).
            bool isCompact = timestamp - ring->LastTimestamp <= uint.MaxValue;
            long recordSize = sizeBytes + (isCompact ? EventHeader.CompactSize : EventHeader.ExtendedSize);
            ulong position = ReserveWord.Position(reserved);
            ulong offset = position & (size - 1);
            ulong begin = position;
            bool switches = (long)offset + recordSize >= size;
            if (switches)
            {
                // A packet begins at its first record's time, so there the compact header does.
                isCompact = true;
                recordSize = sizeBytes + EventHeader.CompactSize;
                switch (TryPassOn<TTestpoints>(ring, position, recordSize, out begin))
                {
                    case Passage.Lost:
                        // A failed exchange may have left one that reserved nothing. plain write: it had no effect, and goes without one.
                        claim->Word = 0;
                        return default;
                    case Passage.Full:
                        claim->Word = 0;
                        if (!binding.Channel.OnFull(TracingThread.Current, (RingSlot*)slot, timestamp, ref deadline))
                        {
                            // full fence: counts from several producers add up. Pairs with RingReader's reads.
                            Interlocked.Increment(ref ring->Discarded);
                            return default;
                        }

                        Load(ring, out reserved, out timestamp);
                        continue;
                    case Passage.Stale:
                        Load(ring, out reserved, out timestamp);
                        continue;
                }
            }

            ulong end = begin + (ulong)recordSize;
            claim->End = end & ReserveWord.PositionMask;
            claim->Timestamp = timestamp;

            // release: end and time before the word that makes them valid. Pairs with the reads in Confirm and in SharedHoles.
            Volatile.Write(ref claim->Word, ClaimLine.Pack(position, ring->RingId, ClaimLine.Intent));
            TTestpoints.Hit(Testpoint.ClaimStored);
            uint owner = ReserveWord.Owner(reserved);
            if (owner != slot->Owner)
            {
                Confirm(owner, position, ring->RingId);
                TTestpoints.Hit(Testpoint.OtherConfirmed);
            }

            // full fence: the claim before the word that names its owner. Pairs with the acquires of Reserved; decides between producers, and
            // against SharedRingReader's stamp. That it succeeds says that nobody reserved since the word was loaded, before the time was read.
            ulong seen = Interlocked.CompareExchange(ref ring->Reserved, ReserveWord.Pack(end, slot->Owner), reserved);
            if (seen != reserved)
            {
                Load(ring, out reserved, out timestamp);
                continue;
            }

            TTestpoints.Hit(Testpoint.Reserved);
            if (switches)
            {
                Switch<TTestpoints>(ring, position, begin, timestamp);
            }

            // plain write: aligned, so never torn; whichever of two producers is last, it is no later than the newest reservation.
            ring->LastTimestamp = timestamp;
            ulong number = begin / size;
            slot->Entry = Entry(ring, number);
            slot->Added = SharedEntry.OneRecord + (ulong)recordSize;
            byte* record = Data(ring, number) + (begin & (size - 1));
            return new RecordWriter(EventHeader.Write(record, binding.EventId, timestamp, isCompact), (RingSlot*)slot, timestamp);
        }
    }

    /// <summary>Commits the open record.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Commit<TTestpoints>(SharedSlot* slot)
        where TTestpoints : struct, ITestpoints
    {
        ClaimLine* claim = slot->Claim;
        ulong word = claim->Word;

        // release: the record before the state that calls it whole. Pairs with the read in SharedHoles. Confirm's exchange cannot undo
        // it: it expects an intent, and sets a state that this one replaces.
        Volatile.Write(ref claim->Word, ClaimLine.Pack(ClaimLine.Position(word), ClaimLine.Ring(word), ClaimLine.Committing));
        TTestpoints.Hit(Testpoint.ClaimCommitting);

        // full fence: the record before the count that makes it valid. Pairs with the acquires of Commit in SharedRingReader and SharedSnapshot.
        Interlocked.Add(ref slot->Entry->Commit, slot->Added);
        TTestpoints.Hit(Testpoint.Committed);

        // release: the commit before the claim goes. Pairs with the read in SharedHoles; without it a record could be in neither.
        Volatile.Write(ref claim->Word, 0);
    }

    /// <summary>Step 1: the reserve word, then the time.</summary>
    public static void Load(RingFileHeader* ring, out ulong reserved, out ulong timestamp)
    {
        // acquire: the word before the clock, whose ordered read waits for it. Pairs with the exchange in Open.
        reserved = Volatile.Read(ref ring->Reserved);
        timestamp = TraceClock.NowOrdered(out ushort _);
    }

    /// <summary>Step 4: the reserve word is about to forget its owner, so the owner's claim must say that it reserved.</summary>
    private static void Confirm(uint owner, ulong position, uint ring)
    {
        if (!ReserveWord.IsThread(owner))
        {
            return;
        }

        ClaimLine* claim = ClaimTable.Line(owner);

        // acquire: pairs with the release in Open.
        ulong word = Volatile.Read(ref claim->Word);
        if (ClaimLine.IsIntentBefore(word, position, ring))
        {
            // full fence: before the exchange of the reserve word. Fails when the owner went on, who then needs no confirmation.
            Interlocked.CompareExchange(ref claim->Word, ClaimLine.Pack(ClaimLine.Position(word), ring, ClaimLine.Confirmed), word);
        }
    }

    private static SharedEntry* Entry(RingFileHeader* ring, ulong number) =>
        (SharedEntry*)((byte*)ring + RingFileHeader.SubBufferTableOffset) + (number & (ring->SubBufferCount - 1));

    private static byte* Data(RingFileHeader* ring, ulong number) =>
        (byte*)ring + RingFileHeader.Size + ((number & (ring->SubBufferCount - 1)) << (int)ring->SubBufferShift);
}
