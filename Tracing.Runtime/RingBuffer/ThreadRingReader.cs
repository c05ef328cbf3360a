using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>Reads a ring that one thread writes to.</summary>
/// <param name="memory">The mapped ring, which stays mapped while the object is used.</param>
internal sealed unsafe class ThreadRingReader(byte* memory) : RingReader(memory)
{
    /// <inheritdoc/>
    // acquire, twice: the word is read after the count that it is measured from, so that the distance is never negative.
    // Pairs with the releases in RingReader.Consume and RecordWriter.Commit.
    public override ulong Recorded => CommitWord.RecordsAfter(Taken, Volatile.Read(ref Header->Committed));

    /// <inheritdoc/>
    public override ulong Overwritten
    {
        get
        {
            while (true)
            {
                // acquire, four times: what is read between two looks at the word is as of it. Pairs with the stores in ThreadRing.OpenSubBuffer.
                ulong word = Volatile.Read(ref Header->Committed);
                ulong counted = Volatile.Read(ref Header->Overwritten);
                uint place = (uint)word / (uint)SubBufferSize;
                ulong current = Volatile.Read(ref Entry(place)->Number);
                SubBufferEntry* next = Entry(place + 1);
                bool isGone = Header->Mode == RingFileHeader.OverwriteMode && Volatile.Read(ref next->Number) == current + 1 && current + 1 >= SubBufferCount;

                // The producer is about to count what it has just taken, or died before it did.
                ulong overwritten = isGone ? Math.Max(counted, next->Recorded) : counted;
                if (Volatile.Read(ref Header->Committed) == word)
                {
                    return overwritten;
                }
            }
        }
    }

    /// <inheritdoc/>
    // A word that producers store; the value may be a moment old.
    public override ulong Used => CommitWord.PositionAfter(Position, Volatile.Read(ref Header->Committed)) - Position;

    /// <inheritdoc/>
    public override bool TryTake(bool takeOpen, out TakenPacket packet)
    {
        while (true)
        {
            // acquire: record bytes and table entries before their use. Pairs with the releases in RecordWriter.Commit and
            // ThreadRing.OpenSubBuffer.
            ulong word = Volatile.Read(ref Header->Committed);
            ulong committed = CommitWord.PositionAfter(Position, word);
            ulong number = Position / SubBufferSize;
            ulong offset = Position % SubBufferSize;
            SubBufferEntry* entry = Entry(number);
            bool isClosed = committed / SubBufferSize > number;
            if (!isClosed && (!takeOpen || committed == Position))
            {
                packet = default;
                return false;
            }

            ulong content = isClosed ? Math.Min(entry->ContentSize, SubBufferSize) : committed % SubBufferSize;
            if (content <= offset)
            {
                // All of it was taken while it was open; a producer may wait for the unused rest too.
                PassOver((number + 1) * SubBufferSize);
                continue;
            }

            packet = new TakenPacket
            {
                Data = Data + ((number % SubBufferCount) * SubBufferSize) + offset,
                Context = new(
                    Begin: offset == 0 ? entry->BeginTimestamp : End,

                    // The producer stores the time before the word: it may already be that of the one record after those
                    // counted here. That record begins the next packet, with this very time, so the order still holds.
                    End: isClosed ? entry->EndTimestamp : Volatile.Read(ref Header->LastTimestamp),
                    Lost: isClosed ? entry->Lost : Discarded + TooLarge,
                    Size: (int)(content - offset)),
                IsClosed = isClosed,
                NextPosition = isClosed ? (number + 1) * SubBufferSize : committed,
                Recorded = isClosed ? entry->Recorded : CommitWord.RecordsAfter(Taken, word),
            };

            // acquire: the time above belongs to the word only if no further record came between. Pairs as above.
            if (isClosed || Volatile.Read(ref Header->Committed) == word)
            {
                return true;
            }
        }
    }

    private SubBufferEntry* Entry(ulong number) =>
        (SubBufferEntry*)((byte*)Header + RingFileHeader.SubBufferTableOffset) + (number % SubBufferCount);
}
