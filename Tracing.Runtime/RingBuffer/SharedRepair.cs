using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>Settles what threads that are gone had reserved in a shared ring: their bytes count as committed, and become holes or records.</summary>
/// <remarks>
/// A record that is not whole is certainly not committed. Of a record that is whole, and of the unused rest of a sub-buffer that was
/// left, the claim does not say whether it was committed; that shows in the bytes that the sub-buffer lacks, once nobody else writes to it.
/// </remarks>
internal static unsafe class SharedRepair
{
    /// <summary>Bytes that are reserved in a sub-buffer and not committed; 0 when its place has another one by now.</summary>
    public static ulong Missing(RingFileHeader* header, ulong number)
    {
        var places = new SharedPlaces(header);
        SharedEntry* entry = places.Entry(number);

        // acquire: the count before the word. Pairs with the additions in SharedRing, and with the exchange in SharedRing.Open.
        ulong commit = Volatile.Read(ref entry->Commit);
        ulong position = ReserveWord.Position(Volatile.Read(ref header->Reserved));
        ulong reserved = position / header->SubBufferSize == number ? position % header->SubBufferSize : header->SubBufferSize;
        ulong committed = places.CommittedIn(number, commit);
        return (uint)entry->Round == (uint)number && committed <= reserved ? reserved - committed : 0;
    }

    /// <summary>Settles claims. Nobody else may be writing to the sub-buffers that they are in.</summary>
    /// <param name="header">The ring.</param>
    /// <param name="claims">What is reserved for good and will not be committed by its threads.</param>
    /// <param name="holes">Gets the records that are not whole.</param>
    /// <param name="missing">Bytes that a sub-buffer lacks: see <see cref="Missing"/>.</param>
    public static void Settle(RingFileHeader* header, IReadOnlyList<Claim> claims, HoleList holes, Func<ulong, ulong> missing)
    {
        var places = new SharedPlaces(header);
        ulong size = header->SubBufferSize;
        var numbers = new HashSet<ulong>();
        foreach (Claim claim in claims)
        {
            ulong record = claim.RecordBegin(size);
            numbers.Add(record / size);
            if (claim.Spans(size))
            {
                Describe(header, places, claim, record);
                numbers.Add(claim.Begin / size);
            }

            if (!claim.IsWritten)
            {
                ulong full = Extend(header, record);
                holes.Add(new Hole(full, full + (claim.End - record), claim.Timestamp), forgetBefore: header->Consumed);

                // full fence: before the bytes count as committed. Pairs with the read in OutsideHoles: a consumer in another process looks at the claims then.
                Interlocked.Increment(ref header->Holes);
            }
        }

        // The claims say all of what is whole. What the count lacks is added in one piece: piece by piece, a claim that was counted already
        // could take what is another's.
        foreach (ulong number in numbers)
        {
            ulong bytes = missing(number);
            if (bytes > 0)
            {
                // full fence: holes and entries before the count that lets a consumer go on. Pairs with the acquire of Commit in SharedRingReader.
                Interlocked.Add(ref places.Entry(number)->Commit, bytes + (SharedEntry.OneRecord * Uncounted(claims, number, size, bytes)));
            }
        }
    }

    /// <summary>How many of the records that are whole are among the missing bytes. Where several choices fit, the first is as good as any.</summary>
    private static ulong Uncounted(IReadOnlyList<Claim> claims, ulong number, ulong size, ulong missing)
    {
        ulong records = 0;
        foreach (Claim claim in claims.Where(claim => claim.RecordBegin(size) / size == number).OrderBy(static claim => claim.IsWritten))
        {
            ulong bytes = claim.End - claim.RecordBegin(size);
            if (bytes <= missing)
            {
                missing -= bytes;
                records += claim.IsWritten ? 1u : 0;
            }
        }

        return records;
    }

    // The same values as the thread stored or was about to store.
    private static void Describe(RingFileHeader* header, SharedPlaces places, Claim claim, ulong record)
    {
        ulong size = header->SubBufferSize;
        SharedEntry* left = places.Entry(claim.Begin / size);
        if ((uint)left->Round == (uint)(claim.Begin / size))
        {
            left->ContentSize = (uint)(claim.Begin % size);
            left->EndTimestamp = claim.Timestamp;
            left->Lost = header->Discarded + header->TooLarge;
        }

        places.Entry(record / size)->BeginTimestamp = claim.Timestamp;
    }

    private static ulong Extend(RingFileHeader* header, ulong position) => ReserveWord.PositionAfter(header->Consumed, position);
}
