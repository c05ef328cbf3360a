using System.Buffers.Binary;
using System.Text;

namespace Tracing.Reader.Tests.Traces;

/// <summary>Puts the bytes of a little-endian, byte-packed packet together, in the layout that <see cref="SampleMetadata"/> declares.</summary>
internal sealed class PacketBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>Begins a packet: 80 bytes of header and context.</summary>
    public PacketBytes(ulong begin, ulong end, ulong sequenceNumber = 0, ulong discarded = 0, uint streamId = 0, ulong instance = 0, Guid? uuid = null)
    {
        U32(0xC1FC1FC1).Raw((uuid ?? SampleMetadata.Uuid).ToByteArray(bigEndian: true)).U32(streamId).U64(instance);
        U64(begin).U64(end);
        U64(0).U64(0).U64(sequenceNumber).U64(discarded);
    }

    public PacketBytes U8(byte value) => Raw([value]);

    public PacketBytes U16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return Raw(bytes);
    }

    public PacketBytes U32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Raw(bytes);
    }

    public PacketBytes U64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Raw(bytes);
    }

    public PacketBytes Text(string value) => Raw(Encoding.UTF8.GetBytes(value)).U8(0);

    public PacketBytes Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>An event's header in the compact form: u16 id and the low half of the time.</summary>
    public PacketBytes Event(ushort id, ulong time) => U16(id).U32((uint)time);

    /// <summary>Ends the packet: sizes are filled in, padding behind.</summary>
    public byte[] Done(int padding = 0)
    {
        byte[] bytes = [.. _bytes, .. new byte[padding]];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(48), (ulong)_bytes.Count * 8);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(56), (ulong)bytes.Length * 8);
        return bytes;
    }
}
