using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime.Extraction;

/// <summary>Writes copied sub-buffers as packets, without what is not whole in them.</summary>
/// <remarks>
/// Packets are numbered so that a sub-buffer which is missing in the middle shows as a lost packet. One with a hole becomes several:
/// a record's time is told from the one before it, so what stands behind a hole begins anew, at the time of what is left out.
/// </remarks>
internal sealed class SnapshotStream(IStreamOutput output, uint streamClass, uint instance)
{
    private readonly byte[] _header = new byte[PacketHeader.MaxSize];
    private ulong? _previous;
    private ulong _next;

    /// <summary>Writes one sub-buffer.</summary>
    /// <param name="identity">Whose records they are.</param>
    /// <param name="packet">What is said of them.</param>
    /// <param name="records">All bytes, holes included.</param>
    /// <param name="subBufferSize">Bytes of a sub-buffer, for the places of holes.</param>
    public void Write(in StreamIdentity identity, in CopiedPacket packet, ReadOnlyMemory<byte> records, int subBufferSize)
    {
        _next = _previous is { } previous ? _next + (packet.Number - previous - 1) : packet.Number;
        _previous = packet.Number;
        ulong begin = packet.Context.Begin;
        int offset = 0;
        foreach (Hole hole in packet.Holes ?? [])
        {
            int holeBegin = (int)(hole.Begin % (uint)subBufferSize);
            Append(identity, packet.Context with { Begin = begin, End = hole.Timestamp }, records[offset..holeBegin]);
            offset = holeBegin + (int)(hole.End - hole.Begin);
            begin = hole.Timestamp;
        }

        Append(identity, packet.Context with { Begin = begin }, records[offset..]);
    }

    private void Append(in StreamIdentity identity, in PacketContext context, ReadOnlyMemory<byte> records)
    {
        int headerSize = PacketHeader.Write(_header, identity, streamClass, instance, context with { Size = records.Length }, _next++);
        output.Append(_header.AsMemory(0, headerSize), records);
    }
}
