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
    /// <summary>
    /// Takes the time of a probe whose first channel has shared rings: the order there is that of the reserve word, so the word is
    /// loaded before the time is read.
    /// </summary>
    /// <param name="thread">The thread's block.</param>
    /// <param name="binding">The first place.</param>
    /// <param name="cpu">The processor that the thread ran on then.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Enter(ThreadBlock* thread, TracepointBinding binding, out ushort cpu)
    {
        var slot = (SharedSlot*)ThreadBlock.SlotAt(thread, binding.RingOffset);
        if (slot->Claim == null)
        {
            // Without a ring yet; once there is one, word and time are taken anew.
            return TraceClock.NowOrdered(out cpu);
        }

        if (slot->SeenCpu != slot->Cpu)
        {
            binding.Channel.Migrate(slot);
        }

        // acquire, step 1: before the clock, whose ordered read waits for it. Pairs with the exchange in Open.
        slot->Loaded = Volatile.Read(ref slot->Ring->Reserved);
        ulong timestamp = TraceClock.NowOrdered(out cpu);
        slot->SeenCpu = cpu;
        return slot->LoadedAt = timestamp;
    }

    /// <summary>
    /// Reserves exactly this many bytes for the fields and writes the event header.
    /// </summary>
    /// <param name="binding">Where the event goes.</param>
    /// <param name="slot">The thread's slot, which has a ring.</param>
    /// <param name="sizeBytes">The size of all fields.</param>
    /// <param name="timestamp">The time; taken anew where the reserve word was not loaded before it.</param>
    /// <returns>Where the fields begin; null when there is no room, and the loss is counted.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static byte* Open<TTestpoints>(TracepointBinding binding, SharedSlot* slot, long sizeBytes, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        RingFileHeader* ring = slot->Ring;
        ulong reserved = slot->Loaded;
        ulong recordSize = (ulong)sizeBytes + EventHeader.CompactSize;

        // plain read of the time: an older one only means the longer header (docs/cpu-ring.md, LastTimestamp).
        if (slot->LoadedAt == timestamp
            && (reserved & (ring->SubBufferSize - 1)) + recordSize < ring->SubBufferSize
            && timestamp - ring->LastTimestamp <= uint.MaxValue)
        {
            ulong position = ReserveWord.Position(reserved);
            Claim<TTestpoints>(slot, reserved, position + recordSize, timestamp);

            // full fence: as in OpenSlow.
            ulong word = ReserveWord.Pack(position + recordSize, slot->Owner);
            if (Interlocked.CompareExchange(ref ring->Reserved, word, reserved) == reserved)
            {
                TTestpoints.Hit(Testpoint.Reserved);
                return EventHeader.Write(Begin(slot, position, recordSize, timestamp), binding.EventId, timestamp, isCompact: true);
            }
        }

        return OpenSlow<TTestpoints>(binding, slot, sizeBytes, timestamp);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* OpenSlow<TTestpoints>(TracepointBinding binding, SharedSlot* slot, long sizeBytes, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        RingFileHeader* ring = slot->Ring;
        uint size = ring->SubBufferSize;
        ulong reserved = slot->Loaded;
        long deadline = 0;
        if (slot->LoadedAt != timestamp)
        {
            Load(ring, out reserved, out timestamp);
        }

        while (true)
        {
            // plain read: as in Open.
            bool isCompact = timestamp - ring->LastTimestamp <= uint.MaxValue;
            long recordSize = sizeBytes + EventHeader.Size(isCompact);
            ulong position = ReserveWord.Position(reserved);
            ulong begin = position;
            bool switches = (long)(position & (size - 1)) + recordSize >= size;
            if (switches)
            {
                // A packet begins at its first record's time, so there the compact header does.
                isCompact = true;
                recordSize = sizeBytes + EventHeader.CompactSize;
                switch (TryPassOn<TTestpoints>(binding, ring, position, timestamp, recordSize, out begin))
                {
                    case Passage.Lost:
                        // A failed exchange may have left one that reserved nothing. plain write: it had no effect, and goes without one.
                        slot->Claim->Word = 0;
                        return null;
                    case Passage.Full:
                        slot->Claim->Word = 0;
                        if (!binding.Channel.OnFull(TracingThread.Current, (RingSlot*)slot, timestamp, ref deadline))
                        {
                            // full fence: counts from several producers add up. Pairs with RingReader's reads.
                            Interlocked.Increment(ref ring->Discarded);
                            binding.Channel.Losses.Count(ring->StreamInstance, binding.EventId, LossCause.RingFull, timestamp);
                            return null;
                        }

                        Load(ring, out reserved, out timestamp);
                        continue;
                    case Passage.Stale:
                        Load(ring, out reserved, out timestamp);
                        continue;
                }
            }

            ulong end = begin + (ulong)recordSize;
            Claim<TTestpoints>(slot, reserved, end, timestamp);

            // full fence: the claim before the word that names its owner. Pairs with the acquires of Reserved; decides between producers, and
            // against SharedRingReader's stamp. That it succeeds says that nobody reserved since the word was loaded, before the time was read.
            if (Interlocked.CompareExchange(ref ring->Reserved, ReserveWord.Pack(end, slot->Owner), reserved) != reserved)
            {
                Load(ring, out reserved, out timestamp);
                continue;
            }

            TTestpoints.Hit(Testpoint.Reserved);
            if (switches)
            {
                Switch<TTestpoints>(ring, position, begin, timestamp);
            }

            return EventHeader.Write(Begin(slot, begin, (ulong)recordSize, timestamp), binding.EventId, timestamp, isCompact);
        }
    }

    /// <summary>Step 4: says what the thread is about to reserve, and that the last reservation's thread did.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Claim<TTestpoints>(SharedSlot* slot, ulong reserved, ulong end, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        ClaimLine* claim = slot->Claim;
        claim->End = end & ReserveWord.PositionMask;
        claim->Timestamp = timestamp;

        // release: end and time before the word that makes them valid. Pairs with the reads in Confirm and in the runtime's Claim.
        Volatile.Write(ref claim->Word, ClaimLine.Pack(reserved, slot->Ring->RingId, ClaimLine.Intent));
        TTestpoints.Hit(Testpoint.ClaimStored);
        if (ReserveWord.Owner(reserved) != slot->Owner)
        {
            Confirm(ReserveWord.Owner(reserved), ReserveWord.Position(reserved), slot->Ring->RingId);
            TTestpoints.Hit(Testpoint.OtherConfirmed);
        }
    }

    /// <summary>Step 7, begun: where a reserved record is, and what its commit will add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Begin(SharedSlot* slot, ulong position, ulong recordSize, ulong timestamp)
    {
        RingFileHeader* ring = slot->Ring;

        // plain write: aligned, so never torn; whichever of two producers is last, it is no later than the newest reservation.
        ring->LastTimestamp = timestamp;
        ulong offset = position & ring->DataMask;
        slot->Entry = (SharedEntry*)((byte*)ring + RingFileHeader.SubBufferTableOffset) + (offset >> (int)ring->SubBufferShift);
        slot->Added = SharedEntry.OneRecord + recordSize;
        return (byte*)ring + RingFileHeader.Size + offset;
    }

    /// <summary>Commits the open record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        slot->LoadedAt = 0;

        // release: the commit before the claim goes. Pairs with the read in SharedHoles; without it a record could be in neither.
        Volatile.Write(ref claim->Word, 0);
    }

    /// <summary>Step 1: the reserve word, then the time.</summary>
    private static void Load(RingFileHeader* ring, out ulong reserved, out ulong timestamp)
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
}
