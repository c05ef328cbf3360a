using System.Runtime.CompilerServices;
using Tracing.Format;
using Tracing.Registry;

namespace Tracing.Writing;

/// <remarks>Going on to the next sub-buffer: steps 3 and 6 of docs/cpu-ring.md.</remarks>
internal static unsafe partial class SharedRing
{
    private enum Passage
    {
        /// <summary>The next sub-buffer's place is free.</summary>
        Free,

        /// <summary>The record is lost, and counted.</summary>
        Lost,

        /// <summary>The next sub-buffer's place is still in use.</summary>
        Full,

        /// <summary>Others went on meanwhile: the reserve word must be loaded again.</summary>
        Stale,
    }

    /// <summary>Looks whether the next sub-buffer can be switched to, and takes its place from the old content.</summary>
    /// <param name="binding">Where the event goes.</param>
    /// <param name="ring">The ring.</param>
    /// <param name="position">Where the last reservation ends, modulo 2^48.</param>
    /// <param name="timestamp">The time.</param>
    /// <param name="recordSize">The record with its header, in bytes.</param>
    /// <param name="begin">Where the next sub-buffer begins, modulo 2^48.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Passage TryPassOn<TTestpoints>(
        TracepointBinding binding, RingFileHeader* ring, ulong position, ulong timestamp, long recordSize, out ulong begin)
        where TTestpoints : struct, ITestpoints
    {
        uint size = ring->SubBufferSize;
        ulong next = (position >> (int)ring->SubBufferShift) + 1;
        begin = (next << (int)ring->SubBufferShift) & ReserveWord.PositionMask;
        if (recordSize >= size)
        {
            // full fence: counts from several producers add up. Pairs with SharedRingReader's reads.
            Interlocked.Increment(ref ring->TooLarge);
            binding.Channel.Losses.Count(ring->StreamInstance, binding.EventId, LossCause.TooLarge, timestamp);
            return Passage.Lost;
        }

        SharedEntry* entry = Entry(ring, next);

        // acquire: who has the place, before its count. Pairs with the exchange below.
        ulong round = Volatile.Read(ref entry->Round);

        // acquire: all that was written there before it is written over. Pairs with the additions in Commit and Switch.
        ulong commit = Volatile.Read(ref entry->Commit);
        uint old = (uint)(next - ring->SubBufferCount);
        if ((uint)round != old && (uint)round != (uint)next)
        {
            return Passage.Stale;
        }

        // acquire: the consumer's last read of the place. Pairs with the release in RingReader.Consume.
        ulong consumed = Volatile.Read(ref ring->Consumed);
        bool overwrites = ring->Mode == RingFileHeader.OverwriteMode;
        bool isConsumed = overwrites || ((consumed - (begin - RingSize(ring)) - size) & ReserveWord.PositionMask) <= RingSize(ring);
        if (!overwrites && 2 * ((begin - consumed) & ReserveWord.PositionMask) >= RingSize(ring))
        {
            ConsumerWake.Signal();
        }

        if ((uint)commit != CompleteAt(ring, next) || !isConsumed)
        {
            // Looked at again: if the word moved, this was the state of another round.
            // acquire: after the reads above. Pairs with the exchange in Open.
            return ReserveWord.Position(Volatile.Read(ref ring->Reserved)) == position ? Passage.Full : Passage.Stale;
        }

        if ((uint)round == old)
        {
            // full fence: the number before anything is written to the place. Pairs with the reads of Round in SharedSnapshot. Fails when
            // another producer was first, whose number is the same.
            Interlocked.CompareExchange(ref entry->Round, SharedEntry.PackRound(next, commit), round);
            TTestpoints.Hit(Testpoint.NumberChanged);
        }

        return Passage.Free;
    }

    /// <summary>Closes the sub-buffer that is left and opens the next, as the one producer whose exchange moved the word there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Switch<TTestpoints>(RingFileHeader* ring, ulong position, ulong begin, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        uint size = ring->SubBufferSize;
        uint offset = (uint)position & (size - 1);
        ulong number = position >> (int)ring->SubBufferShift;
        SharedEntry* left = Entry(ring, number);
        left->ContentSize = offset;
        left->EndTimestamp = timestamp;

        // acquire, twice: whole values of counters that others add to.
        left->Lost = Volatile.Read(ref ring->Discarded) + Volatile.Read(ref ring->TooLarge);
        TTestpoints.Hit(Testpoint.EntryClosed);

        // full fence: the entry before the round is complete. Pairs with the acquires of Commit in SharedRingReader and SharedSnapshot.
        Interlocked.Add(ref left->Commit, size - offset);
        TTestpoints.Hit(Testpoint.RestCommitted);

        // plain write: seen by whoever sees this record committed, and nobody takes anything of the sub-buffer before that.
        Entry(ring, begin >> (int)ring->SubBufferShift)->BeginTimestamp = timestamp;
        TTestpoints.Hit(Testpoint.SubBufferOpened);
    }

    /// <summary>The low half of a place's commit word when all rounds before this number's are complete.</summary>
    private static uint CompleteAt(RingFileHeader* ring, ulong number) => (uint)(number / ring->SubBufferCount) << (int)ring->SubBufferShift;

    private static ulong RingSize(RingFileHeader* ring) => (ulong)ring->SubBufferSize * ring->SubBufferCount;
}
