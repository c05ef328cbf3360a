using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// The consumer's half of a ring: finds what is committed and not yet taken, a packet's worth at a time, and gives the
/// space back. One consumer at a time. Trusts nothing that the producer's side of the header says beyond the mapped memory.
/// </summary>
/// <remarks>
/// A packet is the rest of a closed sub-buffer, or, when open ones are taken too, what the current one has so far; then
/// the next packet goes on in the same sub-buffer, and begins at the time at which this one ended.
/// </remarks>
internal sealed unsafe class RingReader
{
    private readonly RingFileHeader* _header;
    private readonly byte* _data;
    private readonly ulong _subBufferSize;
    private readonly ulong _subBufferCount;
    private ulong _consumed;
    private ulong _recorded;
    private ulong _end;
    private ulong _turn;

    /// <summary>Over mapped memory; goes on where the header says that the last consumer stopped.</summary>
    public RingReader(byte* memory)
    {
        _header = (RingFileHeader*)memory;
        _data = memory + RingFileHeader.Size;
        _subBufferSize = _header->SubBufferSize;
        _subBufferCount = _header->SubBufferCount;

        // acquire: the state before its use. Pairs with the release in Consume.
        _turn = Volatile.Read(ref _header->ConsumerTurn) & 1;
        ConsumerState state = *State(_turn);

        // The header is ahead where the unused end of a sub-buffer was passed over since, whose place may have new content by now.
        _consumed = Math.Max(state.Consumed, _header->Consumed);
        _recorded = state.Recorded;
        _end = state.End;
    }

    /// <summary>How far the stream had come with the last packet that was consumed.</summary>
    public ConsumerState Progress => *State(_turn);

    /// <summary>Records committed so far. Exact at any time.</summary>
    // acquire, twice: the word is read after the count that it is measured from, so that the distance is never negative.
    // Pairs with the releases in Consume and RecordWriter.Commit.
    public ulong Recorded => CommitWord.RecordsAfter(Volatile.Read(ref _recorded), Volatile.Read(ref _header->Committed));

    /// <summary>Records that have been taken and consumed.</summary>
    // acquire: the consumer is done with the packet. Pairs with the release in Consume; without it a ring could be given
    // to a new thread while the old one's name is still being written.
    public ulong Taken => Volatile.Read(ref _recorded);

    /// <summary>Records lost because the ring was full.</summary>
    // plain words with one writer; the value may be a moment old.
    public ulong Discarded => Volatile.Read(ref _header->Discarded);

    /// <summary>Records lost because they were larger than a sub-buffer.</summary>
    public ulong TooLarge => Volatile.Read(ref _header->TooLarge);

    /// <summary>Records lost to newer ones.</summary>
    // a plain word with one writer; pairs with the store in ThreadRing.Switch.
    public ulong Overwritten => Volatile.Read(ref _header->Overwritten);

    /// <summary>
    /// Keeps up with a producer that overwrites and of which nothing is taken: counts are told modulo 2^32, so somebody has to
    /// look before that many more records are committed (over a minute at the fastest).
    /// </summary>
    // release: as in Consume.
    public void Observe() => Volatile.Write(ref _recorded, Recorded);

    /// <summary>Whether everything that is committed by now has been consumed.</summary>
    public bool IsEmpty => Recorded == Taken;

    /// <summary>Finds the next packet. It stays in the ring until <see cref="Consume"/>.</summary>
    /// <param name="takeOpen">Whether the part of a sub-buffer that is still being filled is taken too.</param>
    /// <param name="packet">The packet.</param>
    public bool TryTake(bool takeOpen, out TakenPacket packet)
    {
        while (true)
        {
            // acquire: record bytes and table entries before their use. Pairs with the releases in RecordWriter.Commit and
            // ThreadRing.OpenSubBuffer.
            ulong word = Volatile.Read(ref _header->Committed);
            ulong committed = CommitWord.PositionAfter(_consumed, word);
            ulong number = _consumed / _subBufferSize;
            ulong offset = _consumed % _subBufferSize;
            SubBufferEntry* entry = Entry(number);
            bool isClosed = committed / _subBufferSize > number;
            if (!isClosed && (!takeOpen || committed == _consumed))
            {
                packet = default;
                return false;
            }

            ulong content = isClosed ? Math.Min(entry->ContentSize, _subBufferSize) : committed % _subBufferSize;
            if (content <= offset)
            {
                // All of it was taken while it was open. release: as in Consume, for a producer that waits for the unused rest too.
                _consumed = (number + 1) * _subBufferSize;
                Volatile.Write(ref _header->Consumed, _consumed);
                continue;
            }

            packet = new TakenPacket
            {
                Data = _data + ((number % _subBufferCount) * _subBufferSize) + offset,
                Context = new(
                    Begin: offset == 0 ? entry->BeginTimestamp : _end,

                    // The producer stores the time before the word: it may already be that of the one record after those
                    // counted here. That record begins the next packet, with this very time, so the order still holds.
                    End: isClosed ? entry->EndTimestamp : Volatile.Read(ref _header->LastTimestamp),
                    Lost: isClosed ? entry->Lost : Discarded + TooLarge,
                    Size: (int)(content - offset)),
                IsClosed = isClosed,
                NextPosition = isClosed ? (number + 1) * _subBufferSize : committed,
                Recorded = isClosed ? entry->Recorded : CommitWord.RecordsAfter(_recorded, word),
            };

            // acquire: the time above belongs to the word only if no further record came between. Pairs as above.
            if (isClosed || Volatile.Read(ref _header->Committed) == word)
            {
                return true;
            }
        }
    }

    /// <summary>Gives a packet's space back to the producer.</summary>
    /// <param name="packet">The packet, which is in the output by now.</param>
    /// <param name="streamLength">The stream's length with it, in bytes.</param>
    /// <param name="nextPacket">The next packet's sequence number.</param>
    public void Consume(in TakenPacket packet, ulong streamLength, ulong nextPacket)
    {
        _consumed = packet.NextPosition;
        _end = packet.Context.End;
        ConsumerState* state = State(_turn ^ 1);
        state->Consumed = _consumed;
        state->StreamLength = streamLength;
        state->NextPacket = nextPacket;
        state->Recorded = packet.Recorded;
        state->End = _end;
        state->Lost = packet.Context.Lost;
        _turn ^= 1;

        // release: the state before the turn. Pairs with the acquire in the constructor; without it a recovery could take up a
        // state of which half is old.
        Volatile.Write(ref _header->ConsumerTurn, _turn);

        // release: the packet's last use before the count that says so. Pairs with the acquire in Taken.
        Volatile.Write(ref _recorded, packet.Recorded);

        // release: the last read of the packet's bytes before its space may be reused. Pairs with the acquire in
        // ThreadRing.TrySwitch; without it the producer could overwrite a packet that is still being copied.
        Volatile.Write(ref _header->Consumed, _consumed);
    }

    private ConsumerState* State(ulong turn) => &_header->ConsumerState0 + turn;

    private SubBufferEntry* Entry(ulong number) =>
        (SubBufferEntry*)((byte*)_header + RingFileHeader.SubBufferTableOffset) + (number % _subBufferCount);
}
