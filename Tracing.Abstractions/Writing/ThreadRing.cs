using System.Runtime.CompilerServices;
using Tracing.Format;
using Tracing.Registry;

namespace Tracing.Writing;

/// <summary>
/// The producer's half of a ring that one thread writes to; the consumer's half is in the runtime.
/// </summary>
/// <remarks>
/// A ring is a row of sub-buffers, numbered for ever and stored round robin. Records never straddle two of them.
/// <list type="number">
/// <item>Reserve: the record's end is compared with the sub-buffer's. Private words only.</item>
/// <item>Serialize: bytes are written behind <c>Committed</c>, where no consumer looks.</item>
/// <item>Commit: time and count, then <c>Committed</c> with a release store. From here on the record survives the process.</item>
/// <item>Switch, when a record does not fit. A ring that does not overwrite needs the next sub-buffer consumed; else the channel may give
/// the thread another ring or wait, and then the record is discarded and counted, and the current sub-buffer stays open for smaller
/// ones. A ring that overwrites takes the oldest one and counts what was in it. The current one is closed in its table entry, the next one opened in its, and <c>Committed</c>
/// moves to its begin with a release store.</item>
/// </list>
/// A sub-buffer's number in its table entry is its sequence word: it changes before any other byte of the sub-buffer or of
/// its entry does, so who copies a sub-buffer that is overwritten meanwhile sees another number afterwards (ThreadSnapshot).
/// Where no channel waits, the producer is wait-free: every step is a bounded number of its own instructions. A producer that dies anywhere leaves
/// all records before <c>Committed</c> whole; the consumer never waits for it.
/// </remarks>
internal sealed unsafe class ThreadRing
{
    private readonly RingFileHeader* _header;
    private readonly byte* _data;
    private readonly int _subBufferSize;

    /// <summary>
    /// All but the last byte: a committed position in the sub-buffer that follows then always means that this one is closed,
    /// never that it is full to the brim and still open.
    /// </summary>
    private readonly int _usableSize;
    private readonly uint _subBufferCount;
    private readonly bool _overwrites;
    private RingSlot* _slot;
    private RingSlot _parked;
    private ulong _number;

    /// <summary>A ring over mapped memory whose header page is filled in; parked, with its first sub-buffer open.</summary>
    public ThreadRing(byte* memory, ulong timestamp)
    {
        _header = (RingFileHeader*)memory;
        _data = memory + RingFileHeader.Size;
        _subBufferSize = (int)_header->SubBufferSize;
        _usableSize = _subBufferSize - 1;
        _subBufferCount = _header->SubBufferCount;
        _overwrites = _header->Mode == RingFileHeader.OverwriteMode;
        _parked.Progress = &_header->Progress;
        fixed (RingSlot* slot = &_parked)
        {
            OpenSubBuffer<NoTestpoints>(slot, 0, timestamp);
        }
    }

    /// <summary>Gives the ring to the calling thread: its private words move into the thread's slot. Only while no thread writes to it.</summary>
    /// <param name="slot">The thread's slot.</param>
    /// <param name="threadId">The thread's OS id.</param>
    /// <param name="timestamp">Now, by the trace clock.</param>
    public void Attach(RingSlot* slot, uint threadId, ulong timestamp)
    {
        *slot = _parked;
        _slot = slot;
        _header->ThreadId = threadId;
        if (_overwrites && ContentSize(slot) > 0)
        {
            // The last thread's records stay until they are overwritten; a sub-buffer has one thread's only.
            Switch<NoTestpoints>(_number + 1, timestamp);
        }

        Entry(_number)->ThreadId = threadId;
    }

    /// <summary>Takes the ring from a thread that has ended, or that is outside of every probe of this channel.</summary>
    public void Detach()
    {
        if (_slot != null)
        {
            _parked = *_slot;
            *_slot = default;
            _slot = null;
            fixed (RingSlot* slot = &_parked)
            {
                Restore(slot);
            }
        }
    }

    /// <summary>Takes the ring from the calling thread, whose slot is another ring's by now.</summary>
    /// <param name="last">What the slot held when the ring had it.</param>
    public void Detach(in RingSlot last)
    {
        _parked = last;
        _slot = null;
    }

    /// <summary>
    /// The slow half of reserve: makes the thread's ring, switches sub-buffers, writes the longer header, or reserves in a shared ring.
    /// The event header is written then.
    /// </summary>
    /// <param name="binding">Where the event goes.</param>
    /// <param name="slot">The thread's slot.</param>
    /// <param name="sizeBytes">The size of all fields.</param>
    /// <param name="timestamp">The time.</param>
    /// <returns>Where the fields begin; null when the record is lost, which is counted.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static byte* OpenSlow<TTestpoints>(TracepointBinding binding, RingSlot* slot, long sizeBytes, ulong timestamp)
        where TTestpoints : struct, ITestpoints =>

        // Tail calls: what every record of a shared ring takes should not save registers for what is rare.
        SharedSlot.Is(slot) && !binding.Channel.OffersRings
            ? SharedRing.Open<TTestpoints>(binding, (SharedSlot*)slot, sizeBytes, timestamp)
            : binding.Stage is { } stage
            ? StagedRecord.Open<TTestpoints>(binding, stage, (StagedSlot*)slot, sizeBytes, timestamp)
            : OpenRare<TTestpoints>(binding, slot, sizeBytes, timestamp);

    /// <summary>Reserves in the channel's own ring, whatever it is.</summary>
    /// <param name="binding">Where the event goes.</param>
    /// <param name="slot">The thread's slot for the channel.</param>
    /// <param name="sizeBytes">The size of contexts and fields.</param>
    /// <param name="timestamp">The time.</param>
    /// <returns>The byte behind the event header; null when the record is lost, which is counted.</returns>
    public static byte* OpenRing<TTestpoints>(TracepointBinding binding, RingSlot* slot, long sizeBytes, ulong timestamp)
        where TTestpoints : struct, ITestpoints =>
        SharedSlot.Is(slot) && !binding.Channel.OffersRings
            ? SharedRing.Open<TTestpoints>(binding, (SharedSlot*)slot, sizeBytes, timestamp)
            : OpenRare<TTestpoints>(binding, slot, sizeBytes, timestamp);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* OpenRare<TTestpoints>(TracepointBinding binding, RingSlot* slot, long sizeBytes, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        if (slot->Progress == null)
        {
            if (SharedSlot.Is(slot))
            {
                if (((SharedSlot*)slot)->Claim->Word == 0)
                {
                    // A ring of its own is to be had again.
                    binding.Channel.TryLeaveShared(TracingThread.Current, slot, timestamp);
                }
            }
            else if (!binding.Channel.TryOpenRing(TracingThread.Current, slot, timestamp))
            {
                binding.Channel.Losses.Count(LossTable.NoStream, binding.EventId, LossCause.NoRing, timestamp);
                return null;
            }

            if (SharedSlot.Is(slot))
            {
                return SharedRing.Open<TTestpoints>(binding, (SharedSlot*)slot, sizeBytes, timestamp);
            }
        }

        // Clamped: a probe that nested in this one was first, or the relaxed clock slipped; the stream must not step back.
        ulong time = Math.Max(timestamp, slot->LastTimestamp);
        bool isCompact = time - slot->LastTimestamp <= uint.MaxValue;
        if (sizeBytes + EventHeader.Size(isCompact) > slot->Limit - slot->Next)
        {
            if (!TryMakeRoom<TTestpoints>(slot, binding, sizeBytes, time))
            {
                return null;
            }

            // A new packet begins at the record's own time, but a larger ring may have had one before.
            time = Math.Max(timestamp, slot->LastTimestamp);
            isCompact = time - slot->LastTimestamp <= uint.MaxValue;
        }

        return EventHeader.Write(slot->Next, binding.EventId, time, isCompact);
    }

    /// <summary>
    /// Sets the private words to what is committed. Without effect as a rule; but a thread that an exception ended in the middle of a
    /// probe may have gone further than it committed.
    /// </summary>
    private void Restore(RingSlot* slot)
    {
        ulong word = _header->Committed;
        ulong position = CommitWord.PositionAfter((_number - Math.Min(_number, 1)) * (ulong)_subBufferSize, word);
        _number = position / (ulong)_subBufferSize;
        byte* begin = _data + (long)(_number % _subBufferCount) * _subBufferSize;
        slot->Next = begin + (position % (ulong)_subBufferSize);
        slot->Limit = begin + _usableSize;
        slot->PositionOffset = position - (ulong)slot->Next;
        slot->Recorded = CommitWord.RecordsAfter(slot->Recorded - Math.Min(slot->Recorded, 1), word);
    }

    /// <summary>Switches to the next sub-buffer, or to another ring; afterwards there is room. False when the record is lost, which is counted.</summary>
    private static bool TryMakeRoom<TTestpoints>(RingSlot* slot, TracepointBinding binding, long sizeBytes, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        TracingThread thread = TracingThread.Current;
        long deadline = 0;
        while (true)
        {
            ThreadRing ring = thread.Rings[binding.Channel.Number]!;
            if (sizeBytes + EventHeader.CompactSize > ring._usableSize)
            {
                ring.CountTooLarge();
                binding.Channel.Losses.Count(ring._header->StreamInstance, binding.EventId, LossCause.TooLarge, timestamp);
                return false;
            }

            if (ring.TrySwitch<TTestpoints>(timestamp))
            {
                return true;
            }

            if (!binding.Channel.OnFull(thread, slot, timestamp, ref deadline))
            {
                ring.CountDiscarded();
                binding.Channel.Losses.Count(ring._header->StreamInstance, binding.EventId, LossCause.RingFull, timestamp);
                return false;
            }

            // Another ring may have been used before, and its open sub-buffer may be old: then the longer header is needed.
            if (thread.Rings[binding.Channel.Number] != ring && sizeBytes + EventHeader.ExtendedSize <= slot->Limit - slot->Next)
            {
                return true;
            }
        }
    }

    // Only the ring's thread writes the two loss counts; they are read whole, being aligned words.
    private void CountTooLarge() => Volatile.Write(ref _header->TooLarge, _header->TooLarge + 1);

    private void CountDiscarded() => Volatile.Write(ref _header->Discarded, _header->Discarded + 1);

    private bool TrySwitch<TTestpoints>(ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        ulong next = _number + 1;
        if (!_overwrites)
        {
            // acquire: the consumer's last read of the sub-buffer that will be overwritten. Pairs with the release in
            // RingReader.Consume; without it new records could be written under a packet that is still being copied.
            ulong consumed = Volatile.Read(ref _header->Consumed) / (ulong)_subBufferSize;
            ulong unread = next - consumed;
            if (2 * unread >= _subBufferCount)
            {
                ConsumerWake.Signal();
            }

            if (unread >= _subBufferCount)
            {
                return false;
            }
        }

        Switch<TTestpoints>(next, timestamp);
        return true;
    }

    private void Switch<TTestpoints>(ulong next, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        CloseSubBuffer(_slot);
        TTestpoints.Hit(Testpoint.EntryClosed);
        OpenSubBuffer<TTestpoints>(_slot, next, timestamp);
        TTestpoints.Hit(Testpoint.SubBufferOpened);
    }

    private long ContentSize(RingSlot* slot) => _usableSize - (slot->Limit - slot->Next);

    private void CloseSubBuffer(RingSlot* slot)
    {
        SubBufferEntry* entry = Entry(_number);
        entry->EndTimestamp = slot->LastTimestamp;
        entry->Recorded = slot->Recorded;
        entry->Lost = _header->Discarded + _header->TooLarge;
        entry->ContentSize = (uint)ContentSize(slot);
    }

    private void OpenSubBuffer<TTestpoints>(RingSlot* slot, ulong number, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        ulong begin = Math.Max(timestamp, slot->LastTimestamp);
        SubBufferEntry* entry = Entry(number);
        entry->Number = number;

        // full fence: the number before all that is written to the sub-buffer and its entry from here on. Pairs with the
        // fence in ThreadSnapshot.TryCopy; without it a copy that mixes old and new bytes could pass for whole.
        Interlocked.MemoryBarrier();
        TTestpoints.Hit(Testpoint.NumberChanged);
        if (_overwrites && number >= _subBufferCount)
        {
            // What the ring had recorded up to the end of the sub-buffer that has gone is all gone. One writer; pairs with ThreadRingReader.Overwritten,
            // which sees by the number above that this is due.
            Volatile.Write(ref _header->Overwritten, entry->Recorded);
            TTestpoints.Hit(Testpoint.OverwrittenCounted);
        }

        entry->BeginTimestamp = begin;
        entry->ThreadId = _header->ThreadId;
        _header->LastTimestamp = begin;

        ulong position = number * (ulong)_subBufferSize;
        slot->Next = _data + (long)(number % _subBufferCount) * _subBufferSize;
        slot->Limit = slot->Next + _usableSize;
        slot->LastTimestamp = begin;
        slot->PositionOffset = position - (ulong)slot->Next;
        _number = number;

        // release: both table entries before the position that makes them valid. Pairs with the acquire in
        // ThreadRingReader.TryTake; without it a consumer could cut a packet by an entry that is not yet written.
        Volatile.Write(ref _header->Committed, CommitWord.Pack(position, slot->Recorded));
    }

    private SubBufferEntry* Entry(ulong number) =>
        (SubBufferEntry*)((byte*)_header + RingFileHeader.SubBufferTableOffset) + (number % _subBufferCount);
}
