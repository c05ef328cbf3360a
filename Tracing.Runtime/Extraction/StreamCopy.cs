using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;

namespace Tracing.Runtime.Extraction;

/// <summary>Copies the packets of a stream that goes on growing into another trace.</summary>
internal static class StreamCopy
{
    /// <summary>Copies packet by packet, each with the other trace's id in its header.</summary>
    /// <param name="source">Where from; written by this process.</param>
    /// <param name="length">How much of it, in bytes: whole packets.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="traceId">The other trace's id.</param>
    /// <exception cref="IOException">One of the two failed.</exception>
    public static void Copy(IStreamOutput source, long length, IStreamOutput destination, Guid traceId)
    {
        byte[] packet = new byte[PacketHeader.MaxSize];
        for (long offset = 0; offset < length;)
        {
            source.Read(offset, packet.AsSpan(0, PacketHeader.MinSize));
            long size = checked((long)(PacketHeader.ReadSizeBits(packet) / 8));
            if (size < PacketHeader.MinSize || size > length - offset)
            {
                throw new InvalidDataException($"A stream file was changed: at byte {offset} it has a packet of {size} bytes.");
            }

            if (packet.Length < size)
            {
                packet = new byte[size];
            }

            source.Read(offset, packet.AsSpan(0, (int)size));
            PacketHeader.WriteTraceId(packet, traceId);
            destination.Append(packet.AsMemory(0, (int)size), default);
            offset += size;
        }
    }
}
