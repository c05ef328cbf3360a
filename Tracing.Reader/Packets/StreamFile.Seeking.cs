using Tracing.Reader.Records;

namespace Tracing.Reader.Packets;

/// <remarks>Skipping packets by the index.</remarks>
internal sealed partial class StreamFile
{
    /// <summary>
    /// Moves to the last packet that ends before a time, if there is an index that is sound and agrees with that packet; else
    /// stays where it is. That one packet says what was lost up to the next.
    /// </summary>
    /// <param name="time">Nanoseconds.</param>
    public void SkipBefore(long time)
    {
        if (_bytes is not FileSource || _next != 0 || FindLastBefore(time) is not (PacketIndexEntry entry, long number))
        {
            return;
        }

        _next = entry.Offset;
        _number = number;
        var head = new PacketHead();
        bool agrees = ReadHead(head) == HeadResult.Packet && head.Offset == entry.Offset
            && (ulong)head.PacketBits == entry.PacketBits && head.Begin == entry.Begin && head.End == entry.End;
        _next = agrees ? entry.Offset : 0;
        _number = agrees ? number : 0;

        // The packet is read again.
        _toldUuid = false;
        _hasClassId = false;
    }

    private (PacketIndexEntry Entry, long Number)? FindLastBefore(long time)
    {
        (PacketIndexEntry Entry, long Number)? found = null;
        long expected = 0;
        ulong lastEnd = 0;
        long number = 0;
        bool isBefore = true;
        foreach (PacketIndexEntry entry in PacketIndex.Read(Path))
        {
            // Packet behind packet, each ending later: else nothing is known of what would be skipped.
            if (entry.Offset != expected || entry.PacketBits % 8 != 0 || entry.PacketBits == 0 || entry.PacketBits / 8 > (ulong)(Length - expected)
                || entry.End < lastEnd || entry.End < entry.Begin
                || !Trace.StreamClasses.TryGetValue(entry.StreamId, out StreamClass? stream) || stream.Clock is null)
            {
                return null;
            }

            isBefore = isBefore && stream.Clock.ToNanoseconds(entry.End) < time;
            if (isBefore)
            {
                found = (entry, number);
            }

            expected += (long)(entry.PacketBits / 8);
            lastEnd = entry.End;
            number++;
        }

        return expected == Length || IsGrowing ? found : null;
    }
}
