using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>What threads are writing into one sub-buffer of a shared ring at the moment, from their claims.</summary>
internal sealed class OpenRecords
{
    private readonly List<Hole> _holes = [];

    /// <summary>Records that are reserved and not whole.</summary>
    public IReadOnlyList<Hole> Holes => _holes;

    /// <summary>Where the content ends, if a thread is leaving the sub-buffer just now; bytes from its begin.</summary>
    public ulong? ContentEnd { get; private set; }

    /// <summary>The time at which that thread leaves it.</summary>
    public ulong? CloseTime { get; private set; }

    /// <summary>The time of its first record, if that is not committed yet.</summary>
    public ulong? OpenTime { get; private set; }

    /// <summary>Finds them. What the entry says is to be read afterwards: who has no claim any more has filled it in.</summary>
    /// <param name="header">The ring.</param>
    /// <param name="number">The sub-buffer.</param>
    /// <param name="reserved">The ring's reserve word; only what is reserved as of it counts.</param>
    public static unsafe OpenRecords Find(RingFileHeader* header, ulong number, ulong reserved)
    {
        var open = new OpenRecords();
        ulong size = header->SubBufferSize;
        ulong begin = number * size;
        ulong end = Math.Min(begin + size, ReserveWord.Position(reserved));
        foreach (Claim claim in Claims.Live(header, reserved))
        {
            ulong record = claim.RecordBegin(size);

            // A thread that leaves it, in an exchange that the word tells of.
            if (claim.Spans(size) && claim.Begin >= begin && claim.Begin < begin + size && end == begin + size)
            {
                open.ContentEnd = claim.Begin - begin;
                open.CloseTime = claim.Timestamp;
            }

            if (record >= begin && record < end)
            {
                open.OpenTime = record == begin ? claim.Timestamp : open.OpenTime;
                if (!claim.IsWritten)
                {
                    open._holes.Add(new Hole(record, claim.End, claim.Timestamp));
                }
            }
        }

        return open;
    }
}
