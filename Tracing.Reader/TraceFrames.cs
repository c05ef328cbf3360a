using System.Buffers;
using System.Buffers.Binary;

namespace Tracing.Reader;

/// <summary>
/// Writes a trace for a reader at the other end of a pipe: <see cref="TraceReader.ReadAsync"/>. Thread-safe as far as the destination is.
/// </summary>
/// <remarks>
/// A frame is one piece of metadata or one packet. Length is little endian.
/// <code>
/// offset size field
///      0    4 kind    the letters META or PACK
///      4    4 length  bytes that follow
///      8      content META: the next whole blocks of the metadata file; PACK: a whole packet of any stream
/// </code>
/// Metadata that describes an event comes before the packet with the event. The input ends behind a frame.
/// </remarks>
public static class TraceFrames
{
    /// <summary>Bytes of a frame's content at most.</summary>
    public const int MaxLength = 64 << 20;

    internal const int HeaderSize = 8;

    /// <summary>Writes metadata.</summary>
    /// <param name="destination">Where to, such as a <c>PipeWriter</c>; not flushed.</param>
    /// <param name="blocks">What is added to the metadata: whole blocks.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is longer than <see cref="MaxLength"/>.</exception>
    public static void WriteMetadata(IBufferWriter<byte> destination, ReadOnlySpan<byte> blocks) => Write(destination, MetadataKind, blocks);

    /// <summary>Writes a packet.</summary>
    /// <param name="destination">Where to, such as a <c>PipeWriter</c>; not flushed.</param>
    /// <param name="packet">The packet, from its header to the end of its padding.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is longer than <see cref="MaxLength"/>.</exception>
    public static void WritePacket(IBufferWriter<byte> destination, ReadOnlySpan<byte> packet) => Write(destination, PacketKind, packet);

    internal static ReadOnlySpan<byte> MetadataKind => "META"u8;

    internal static ReadOnlySpan<byte> PacketKind => "PACK"u8;

    private static void Write(IBufferWriter<byte> destination, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MaxLength);
        Span<byte> header = destination.GetSpan(HeaderSize);
        kind.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], content.Length);
        destination.Advance(HeaderSize);
        destination.Write(content);
    }
}
