using Tracing.Format;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>Reads a ring that many threads write to. Protocol: docs/cpu-ring.md.</summary>
internal sealed unsafe class SharedRingReader : RingReader
{
    private readonly SharedPlaces _places;
    private readonly HoleList _holes;
    private readonly ulong? _deadEnd;
    private readonly bool _isOutside;

    /// <summary>Where the last look found the reservations to be: positions and numbers are told from it.</summary>
    private ulong _seen;

    /// <summary>The mark that this reader left in the reserve word, and the time then.</summary>
    private ulong _stamp;
    private ulong _stampedAt;

    /// <summary>The sub-buffer of the last packet, and the records committed before it.</summary>
    private ulong _current;
    private ulong _before;

    /// <param name="memory">The mapped ring, which stays mapped while the object is used.</param>
    /// <param name="holes">What to leave out.</param>
    /// <param name="deadEnd">See <see cref="RingReader.Over"/>.</param>
    /// <param name="isOutside">Whether another process has the trace's clock, and says how far an open sub-buffer can be taken.</param>
    public SharedRingReader(byte* memory, HoleList holes, ulong? deadEnd, bool isOutside = false)
        : base(memory)
    {
        _places = new SharedPlaces(Header);
        _holes = holes;
        _deadEnd = deadEnd;
        _isOutside = isOutside;
        TakeUpPlace();
    }

    /// <inheritdoc/>
    public override ulong Recorded
    {
        get
        {
            // The count comes after the one that it is measured from, so that the distance is never negative.
            ulong taken = Taken;
            return taken + (_places.Count(SeenNumber).Total - (uint)taken);
        }
    }

    /// <inheritdoc/>
    public override ulong Overwritten
    {
        get
        {
            if (Header->Mode != RingFileHeader.OverwriteMode)
            {
                return 0;
            }

            ulong taken = Taken;
            (uint total, ulong present) = _places.Count(SeenNumber);
            return taken + (total - (uint)taken) - present;
        }
    }

    /// <inheritdoc/>
    public override ulong Used => Look(out _) - Position;

    // acquire: pairs with the release in Look; a value that is a moment old is near enough.
    private ulong SeenNumber => Volatile.Read(ref _seen) / SubBufferSize;

    /// <inheritdoc/>
    public override void Join()
    {
        base.Join();
        TakeUpPlace();
    }

    /// <inheritdoc/>
    public override void Cut()
    {
        ulong number = Look(out _) / SubBufferSize;
        SharedEntry* entry = _places.Entry(number);

        // acquire: as in TryTake.
        ulong commit = Volatile.Read(ref entry->Commit);
        ulong position = Look(out ulong word);
        ulong offset = position % SubBufferSize;
        if (position / SubBufferSize == number && offset > 0 && position != Header->CutPosition
            && _places.CommittedIn(number, commit) == offset && TryEndHere(word, out ulong now))
        {
            SharedCut.Write(Header, new SharedCut(position, now, commit));
        }
    }

    /// <inheritdoc/>
    public override void Observe()
    {
        Look(out _);
        base.Observe();
    }

    /// <inheritdoc/>
    public override bool TryTake(bool takeOpen, out TakenPacket packet)
    {
        packet = default;
        while (true)
        {
            ulong number = Position / SubBufferSize;
            ulong offset = Position % SubBufferSize;
            SharedEntry* entry = _places.Entry(number);

            // acquire: record bytes before their use, and before the reserve word, so that equal means that nothing is being
            // written. Pairs with the additions in SharedRing.Commit and SharedRing.Switch.
            ulong commit = Volatile.Read(ref entry->Commit);
            bool isClosed = Look(out ulong word) / SubBufferSize > number;
            ulong content;
            ulong end;
            if (isClosed)
            {
                if (_places.CommittedIn(number, commit) != SubBufferSize)
                {
                    return false;
                }

                content = Math.Min(entry->ContentSize, SubBufferSize);
                end = entry->EndTimestamp;
            }
            else if (!takeOpen)
            {
                return false;
            }
            else if (_isOutside)
            {
                // Whatever is reserved by now: up to the cut all is committed, which that process saw as one moment.
                SharedCut cut = SharedCut.Read(Header);
                if (cut.Position <= Position || cut.Position / SubBufferSize != number)
                {
                    return false;
                }

                content = cut.Position % SubBufferSize;
                end = cut.Timestamp;
                commit = cut.Commit;
            }
            else
            {
                content = _seen % SubBufferSize;
                end = 0;
                if (_places.CommittedIn(number, commit) != content || _seen == Position)
                {
                    return false;
                }

                if (content > offset && !TryEndHere(word, out end))
                {
                    continue;
                }
            }

            if (content <= offset)
            {
                // All of it was taken while it was open, or it ends in a hole.
                PassOver((number + 1) * SubBufferSize);
                continue;
            }

            Hole? hole = _holes.FindFirst(Position, (number * SubBufferSize) + content);
            if (hole is { } here && here.Begin <= Position)
            {
                // Nothing to read here, but the time goes on.
                End = Math.Max(End, here.Timestamp);
                PassOver(here.End);
                continue;
            }

            packet = Packet(number, offset, content, isClosed, end, commit, hole);
            return true;
        }
    }

    private TakenPacket Packet(ulong number, ulong offset, ulong content, bool isClosed, ulong end, ulong commit, Hole? hole)
    {
        SharedEntry* entry = _places.Entry(number);
        if (_current != number)
        {
            // All that came before it is consumed by now.
            _current = number;
            _before = Taken;
        }

        ulong begin = number * SubBufferSize;
        return new TakenPacket
        {
            Data = Data + ((number % SubBufferCount) * SubBufferSize) + offset,
            Context = new(
                Begin: offset == 0 ? entry->BeginTimestamp : End,
                End: hole?.Timestamp ?? end,

                // Producers that close two sub-buffers can look at the counts in the other order.
                Lost: Math.Max(Progress.Lost - Header->LostBefore, isClosed ? entry->Lost : Discarded + TooLarge),
                Size: (int)((hole is { } gap ? gap.Begin - begin : content) - offset)),
            IsClosed = isClosed || hole is not null,
            NextPosition = hole?.End ?? (isClosed ? begin + SubBufferSize : begin + content),

            // Where the sub-buffer has a hole, its first packet counts for those that follow too: nobody counts by stretches.
            Recorded = _before + SharedEntry.RecordsIn(entry->Round, commit),
        };
    }

    /// <summary>Makes now the packet's end: no record that is there is later, and producers that took their time before fail and take another.</summary>
    private bool TryEndHere(ulong word, out ulong now)
    {
        if (_deadEnd is { } end)
        {
            now = Math.Max(end, End);
            return true;
        }

        if (word == _stamp && _stamp != 0)
        {
            // Nobody reserved since. Marking it once more would bring an older mark back, for which a producer may still hold a time.
            now = _stampedAt;
            return true;
        }

        now = TraceClock.NowOrdered(out ushort _);
        ulong stamp = ReserveWord.Pack(word, ReserveWord.NextStamp(word));

        // full fence: the time before the exchange. Pairs with the exchange in SharedRing.Open, which fails for whoever loaded the old word.
        if (Interlocked.CompareExchange(ref Header->Reserved, stamp, word) != word)
        {
            return false;
        }

        _stamp = stamp;
        _stampedAt = now;
        return true;
    }

    /// <summary>The position up to which is reserved, and the word that says so.</summary>
    private ulong Look(out ulong word)
    {
        // acquire: as in TryTake. Pairs with the exchange in SharedRing.Open.
        word = Volatile.Read(ref Header->Reserved);

        // release: for SeenNumber, which other threads read.
        ulong position = ReserveWord.PositionAfter(Volatile.Read(ref _seen), word);
        Volatile.Write(ref _seen, position);
        return position;
    }

    private void TakeUpPlace()
    {
        // release: as in Look.
        Volatile.Write(ref _seen, Position);
        _current = Position / SubBufferSize;

        // The count is told modulo 2^32, and is no more than a sub-buffer's records smaller than what is taken.
        _before = Taken - ((uint)Taken - _places.CountBefore(_current));
    }
}
