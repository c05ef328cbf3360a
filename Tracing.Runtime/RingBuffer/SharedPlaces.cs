using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>Reads the table of a shared ring: how far each place is committed, and what they add up to. Protocol: docs/cpu-ring.md.</summary>
/// <param name="header">The mapped header page.</param>
internal readonly unsafe struct SharedPlaces(RingFileHeader* header)
{
    private readonly uint _count = header->SubBufferCount;
    private readonly int _countShift = System.Numerics.BitOperations.Log2(header->SubBufferCount);

    /// <summary>The entry of the place that a sub-buffer has.</summary>
    public SharedEntry* Entry(ulong number) =>
        (SharedEntry*)((byte*)header + RingFileHeader.SubBufferTableOffset) + (number & (_count - 1));

    /// <summary>Bytes committed in a sub-buffer, from a commit word read while the place was its.</summary>
    public uint CommittedIn(ulong number, ulong commit) => (uint)commit - ((uint)(number >> _countShift) * header->SubBufferSize);

    /// <summary>
    /// Records committed before a sub-buffer, modulo 2^32. Exact at any time if it is the one that is to be taken next: those before it do not change any more, and of
    /// the others the ring holds no two in one place.
    /// </summary>
    public uint CountBefore(ulong number)
    {
        uint total = 0;
        for (uint place = 0; place < _count; place++)
        {
            (long held, uint records, uint present) = Read(place, number);
            total += records - (held >= (long)number ? present : 0);
        }

        return total;
    }

    /// <summary>
    /// Records ever committed, modulo 2^32, and those of them that the places still hold. Each place is read as of one moment;
    /// all of them as of some moments during the call.
    /// </summary>
    /// <param name="nearNumber">The full number of a sub-buffer that is near those in the ring.</param>
    public (uint Total, ulong Present) Count(ulong nearNumber)
    {
        uint total = 0;
        ulong present = 0;
        for (uint place = 0; place < _count; place++)
        {
            (_, uint records, uint held) = Read(place, nearNumber);
            total += records;
            present += held;
        }

        return (total, present);
    }

    /// <summary>The number of the sub-buffer in a place, the records ever committed there, and those of them that it holds; all as of one moment.</summary>
    private (long Number, uint Records, uint Present) Read(uint place, ulong nearNumber)
    {
        SharedEntry* entry = Entry(place);
        ulong round;
        ulong commit;
        do
        {
            // acquire, three times: the count between two reads of the same round belongs to it. Pairs with the exchange in SharedRing.TryPassOn.
            round = Volatile.Read(ref entry->Round);
            commit = Volatile.Read(ref entry->Commit);
        }
        while (Volatile.Read(ref entry->Round) != round);

        // Signed: before its first round a place has a number below 0.
        long number = (long)nearNumber + (int)((uint)round - (uint)nearNumber);
        long bytes = ((number >> _countShift) * header->SubBufferSize) + CommittedIn((ulong)number, commit);
        return (number, (uint)(commit >> 32) - (uint)(bytes >> 32), SharedEntry.RecordsIn(round, commit));
    }
}
