using Tracing.Format;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>Copies sub-buffers out of a shared flight recorder. Protocol: docs/cpu-ring.md.</summary>
/// <remarks>
/// As in a thread's ring the number is the sequence word: a producer changes it before anybody can reserve in the place. What other
/// threads are writing at the moment becomes a hole in the copy, since their claims say where it is.
/// </remarks>
internal sealed unsafe class SharedSnapshot : RingSnapshot
{
    private readonly SharedPlaces _places;
    private readonly HoleList _holes;
    private readonly ulong? _deadEnd;

    /// <param name="memory">The mapped ring, which stays mapped while the object is used.</param>
    /// <param name="holes">What to leave out.</param>
    /// <param name="deadEnd">See <see cref="RingReader.Over"/>.</param>
    public SharedSnapshot(byte* memory, HoleList holes, ulong? deadEnd)
        : base(memory)
    {
        _places = new SharedPlaces(Header);
        _holes = holes;
        _deadEnd = deadEnd;
    }

    /// <inheritdoc/>
    public override (ulong Oldest, ulong Current) FindRange()
    {
        ulong number = ReserveWord.Position(ReadReserved()) / SubBufferSize;
        return (number < SubBufferCount ? 0 : number - SubBufferCount + 1, number);
    }

    /// <inheritdoc/>
    internal override bool TryRead<TTestpoints>(ulong number, Span<byte> destination, out CopiedPacket packet)
    {
        packet = default;
        SharedEntry* entry = _places.Entry(number);

        // acquire: pairs with the exchange in SharedRing.TryPassOn, as the read at the end does.
        if ((uint)Volatile.Read(ref entry->Round) != (uint)number)
        {
            return false;
        }

        // One reading for all: what is reserved as of it is whole, or has a claim that is read now, or is the one that owns it.
        ulong reserved = ReadReserved();
        ulong position = ReserveWord.Position(reserved);
        bool isOpen = position / SubBufferSize == number;

        // What is being written now was not committed before the snapshot was asked for: it is a hole, and nobody is waited for.
        OpenRecords open = OpenRecords.Find(Header, number, reserved);

        // acquire, three times: after the claims. Whose claim is gone has stored these before. Pairs with the releases in SharedRing.Commit.
        ulong begin = open.OpenTime ?? Volatile.Read(ref entry->BeginTimestamp);
        ulong end = open.CloseTime ?? Volatile.Read(ref entry->EndTimestamp);
        ulong content = isOpen ? position % SubBufferSize : open.ContentEnd ?? Volatile.Read(ref entry->ContentSize);
        packet = new CopiedPacket
        {
            Number = number,
            ThreadId = 0,
            Holes = _holes.Join(open.Holes, number * SubBufferSize, (number + 1) * SubBufferSize),
            Context = new(
                Begin: begin,

                // Nothing follows an open one in a snapshot, and no record in it is later than now.
                End: isOpen ? _deadEnd ?? TraceClock.NowOrdered(out ushort _) : end,

                // acquire: counters that producers add to.
                Lost: isOpen ? Volatile.Read(ref Header->TooLarge) + Volatile.Read(ref Header->Discarded) : entry->Lost,
                Size: (int)Math.Min(content, SubBufferSize)),
        };
        Copy(number, packet.Context.Size, destination);
        TTestpoints.Hit(Testpoint.Copied);

        // full fence: the copy before the second look. Pairs with the exchange in SharedRing.TryPassOn.
        Interlocked.MemoryBarrier();
        return (uint)Volatile.Read(ref entry->Round) == (uint)number;
    }

    // acquire: pairs with the exchange in SharedRing.Open.
    private ulong ReadReserved() => Volatile.Read(ref Header->Reserved);
}
