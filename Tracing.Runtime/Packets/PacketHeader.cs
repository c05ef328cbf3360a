using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Tracing.Format;

namespace Tracing.Runtime.Packets;

/// <summary>The bytes in front of a packet's records: CTF's packet header and packet context, byte-packed.</summary>
/// <remarks>
/// <code>
/// offset size field               unit
///      0    4 magic               0xC1FC1FC1
///      4   16 uuid                of the trace
///     20    4 stream_id           the channel
///     24    8 stream_instance_id  the ring
///     32    8 timestamp_begin     clock
///     40    8 timestamp_end       clock
///     48    8 content_size        bits, header included
///     56    8 packet_size         bits, the same: packets are not padded
///     64    8 packet_seq_num      from 0
///     72    8 events_discarded    records, since the stream began
///     80    4 vtid                OS id of the thread
///     84    n thread_name         UTF-8, ended by NUL
/// </code>
/// In a channel with a ring for each processor the last two are one:
/// <code>
///     80    4 cpu_id              number of the processor
/// </code>
/// Metadata.Prolog declares the same fields; the two change together.
/// </remarks>
internal static class PacketHeader
{
    /// <summary>Bytes before the thread's name, and all bytes of a processor's header.</summary>
    private const int FixedSize = 84;

    private const int TraceIdOffset = 4;
    private const int SizeOffset = 56;
    private const int SequenceOffset = 64;

    /// <summary>Most bytes of a thread's name that are kept: ample for people, and the header stays within one small buffer.</summary>
    private const int MaxNameSize = 128;

    /// <summary>No header is smaller, in bytes: a processor's.</summary>
    public const int MinSize = FixedSize;

    /// <summary>No header is larger, in bytes.</summary>
    public const int MaxSize = FixedSize + MaxNameSize + 1;

    /// <summary>The first word of every CTF packet.</summary>
    private const uint Magic = 0xC1FC1FC1;

    /// <summary>Writes the header of a packet and returns its size in bytes.</summary>
    /// <param name="destination">At least <see cref="MaxSize"/> bytes.</param>
    /// <param name="identity">Which trace, and whose records.</param>
    /// <param name="streamClass">The channel.</param>
    /// <param name="instance">The stream's number in it.</param>
    /// <param name="packet">What is said of the records.</param>
    /// <param name="sequenceNumber">The packet's number in its stream.</param>
    public static int Write(Span<byte> destination, in StreamIdentity identity, uint streamClass, uint instance, in PacketContext packet, ulong sequenceNumber)
    {
        bool isCpu = identity.Cpu != RingFileHeader.NoCpu;
        int nameSize = isCpu ? 0 : WriteName(destination[FixedSize..], identity.ThreadName);
        int headerSize = FixedSize + nameSize;
        ulong bits = (ulong)(headerSize + packet.Size) * 8;

        Put(destination, 0, Magic);
        WriteTraceId(destination, identity.TraceId);
        Put(destination, 20, streamClass);
        Put(destination, 24, (ulong)instance);
        Put(destination, 32, packet.Begin);
        Put(destination, 40, packet.End);
        Put(destination, 48, bits);
        Put(destination, SizeOffset, bits);
        Put(destination, SequenceOffset, sequenceNumber);
        Put(destination, 72, packet.Lost);
        Put(destination, 80, isCpu ? identity.Cpu : identity.ThreadId);
        return headerSize;
    }

    /// <summary>The size of a packet, in bits, from its header.</summary>
    public static ulong ReadSizeBits(ReadOnlySpan<byte> header) => MemoryMarshal.Read<ulong>(header[SizeOffset..]);

    /// <summary>Reads the size of a packet that nobody vouches for.</summary>
    /// <param name="header">At least <see cref="MinSize"/> bytes.</param>
    /// <param name="traceId">The trace that it must be of.</param>
    /// <param name="size">Its size in bytes: a header's at least.</param>
    /// <returns>False when it is no packet of the trace.</returns>
    public static bool TryReadSize(ReadOnlySpan<byte> header, Guid traceId, out long size)
    {
        ulong bits = ReadSizeBits(header);
        size = (long)(bits / 8);
        return MemoryMarshal.Read<uint>(header) == Magic
            && new Guid(header.Slice(TraceIdOffset, 16), bigEndian: true) == traceId
            && bits % 8 == 0
            && size >= MinSize;
    }

    /// <summary>A packet's number in its stream, from its header.</summary>
    public static ulong ReadSequenceNumber(ReadOnlySpan<byte> header) => MemoryMarshal.Read<ulong>(header[SequenceOffset..]);

    /// <summary>Makes a packet another trace's.</summary>
    public static void WriteTraceId(Span<byte> header, Guid traceId) => traceId.TryWriteBytes(header[TraceIdOffset..], bigEndian: true, out _);

    private static int WriteName(Span<byte> destination, string name)
    {
        int end = name.IndexOf('\0');
        ReadOnlySpan<char> text = end < 0 ? name : name.AsSpan(0, end);
        Encoding.UTF8.GetEncoder().Convert(text, destination[..MaxNameSize], flush: true, out _, out int written, out _);
        destination[written] = 0;
        return written + 1;
    }

    // In the machine's byte order, which is what the metadata declares.
    private static void Put<T>(Span<byte> destination, int offset, T value)
        where T : unmanaged => Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(destination[offset..]), value);
}
