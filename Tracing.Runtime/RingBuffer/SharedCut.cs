using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// What a process says of the open sub-buffer of a shared ring that is drained from outside. The end of a packet must be a time of the trace's clock that no
/// record before is later than and none behind is earlier, which only the process can tell.
/// </summary>
/// <param name="Position">Up to here everything is committed. 0: nothing is said.</param>
/// <param name="Timestamp">The time then.</param>
/// <param name="Commit">The place's commit word then.</param>
internal readonly record struct SharedCut(ulong Position, ulong Timestamp, ulong Commit)
{
    /// <summary>Says it. One caller at a time.</summary>
    public static unsafe void Write(RingFileHeader* header, SharedCut cut)
    {
        // full fence: no position while the two words change. Pairs with the second look in Read.
        Interlocked.Exchange(ref header->CutPosition, 0);
        header->CutTimestamp = cut.Timestamp;
        header->CutCommit = cut.Commit;

        // release: the two words before the position that makes them valid. Pairs with the first look in Read.
        Volatile.Write(ref header->CutPosition, cut.Position);
    }

    /// <summary>What was said last; nothing while it changes.</summary>
    public static unsafe SharedCut Read(RingFileHeader* header)
    {
        // acquire: before the two words. Pairs with the release in Write.
        ulong position = Volatile.Read(ref header->CutPosition);
        var cut = new SharedCut(position, header->CutTimestamp, header->CutCommit);

        // full fence: the two words before the second look. Positions only grow, so the same one means that nothing changed. Pairs with the exchange in Write.
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref header->CutPosition) == position ? cut : default;
    }
}
