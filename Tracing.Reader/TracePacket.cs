using Tracing.Reader.Packets;

namespace Tracing.Reader;

/// <summary>The packet that an item is from.</summary>
public readonly struct TracePacket
{
    private readonly PacketHead _head;

    internal TracePacket(PacketHead head) => _head = head;

    /// <summary>Path of its file below the folder that was opened.</summary>
    public string File => _head.File.RelativePath;

    /// <summary>Its number in the file, from 0.</summary>
    public long Number => _head.Number;

    /// <summary>Bytes from the file's start.</summary>
    public long Offset => _head.Offset;

    /// <summary>Bytes, header and padding included.</summary>
    public long SizeBytes => _head.PacketBits / 8;

    /// <summary>Bits up to the end of its last event, header included.</summary>
    public long ContentSizeBits => _head.ContentBits;

    /// <summary>Its number in the stream, if it has one.</summary>
    public ulong? SequenceNumber => _head.HasSequenceNumber ? _head.SequenceNumber : null;

    /// <summary>When it begins, ns since the clock's origin, if it says so.</summary>
    public long? BeginTime => _head.BeginTime == long.MinValue ? null : _head.BeginTime;

    /// <summary>When it ends, ns since the clock's origin, if it says so.</summary>
    public long? EndTime => _head.EndTime == long.MinValue ? null : _head.EndTime;
}
