using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>What threads are writing into one sub-buffer of a shared ring at the moment, from their claims.</summary>
internal sealed class OpenRecords
{
    private readonly List<Hole> _holes = [];

    /// <summary>Records that are reserved and not committed.</summary>
    public IReadOnlyList<Hole> Holes => _holes;

    /// <summary>Where the content ends, if a thread is leaving the sub-buffer just now; bytes from its begin.</summary>
    public ulong? ContentEnd { get; private set; }

    /// <summary>The time at which that thread leaves it.</summary>
    public ulong? CloseTime { get; private set; }

    /// <summary>The time of its first record, if that is not committed yet.</summary>
    public ulong? OpenTime { get; private set; }

    /// <summary>Finds them. False when something changed meanwhile, so that the claims do not add up to what is missing.</summary>
    /// <param name="header">The ring.</param>
    /// <param name="number">The sub-buffer.</param>
    /// <param name="reserved">Bytes reserved in it.</param>
    /// <param name="commit">Its commit word, read before that.</param>
    /// <param name="open">What was found.</param>
    public static unsafe bool TryFind(RingFileHeader* header, ulong number, ulong reserved, ulong commit, out OpenRecords open)
    {
        open = new OpenRecords();
        var places = new SharedPlaces(header);
        ulong size = header->SubBufferSize;
        ulong begin = number * size;
        ulong missing = reserved - places.CommittedIn(number, commit);
        ulong writing = 0;
        ulong committing = 0;
        foreach (Claim claim in Claims.Live(header))
        {
            ulong record = claim.RecordBegin(size);
            if (claim.Spans(size) && claim.Begin >= begin && claim.Begin < begin + size)
            {
                open.ContentEnd = claim.Begin - begin;
                open.CloseTime = claim.Timestamp;
                committing += size - open.ContentEnd.Value;
            }

            if (record < begin || record >= begin + reserved)
            {
                continue;
            }

            open.OpenTime = record == begin ? claim.Timestamp : open.OpenTime;
            if (claim.IsWritten)
            {
                committing += claim.End - record;
            }
            else
            {
                writing += claim.End - record;
                open._holes.Add(new Hole(record, claim.End, claim.Timestamp));
            }
        }

        // acquire: the claims before the second look at the count. Pairs with the addition in SharedRing.Commit, behind which a claim goes.
        return missing >= writing && missing <= writing + committing && Volatile.Read(ref places.Entry(number)->Commit) == commit;
    }
}
