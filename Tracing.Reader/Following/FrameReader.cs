using System.Buffers;
using System.Buffers.Binary;

namespace Tracing.Reader.Following;

/// <summary>Takes frames out of a sequence of bytes as they come. A length is believed only as far as bytes have come.</summary>
internal sealed class FrameReader
{
    private const int FirstSize = 64 << 10;

    private readonly byte[] _header = new byte[TraceFrames.HeaderSize];
    private int _headerBytes;
    private byte[] _content = [];
    private int _contentBytes;
    private int _length = -1;

    /// <summary>Whether the frame that is whole now is metadata and no packet.</summary>
    public bool IsMetadata { get; private set; }

    /// <summary>Bytes of the input up to the begin of the current frame.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the input stands between two frames.</summary>
    public bool IsBetween => _headerBytes == 0;

    /// <summary>Bytes that are missing of the current frame, as far as known.</summary>
    public int Missing => _length < 0 ? TraceFrames.HeaderSize - _headerBytes : _length - _contentBytes;

    /// <summary>Takes bytes until a frame is whole.</summary>
    /// <param name="bytes">What has come; what is left on return.</param>
    /// <param name="content">The frame's content.</param>
    /// <returns>Whether a frame is whole.</returns>
    /// <exception cref="TraceFormatException">This is no frame; there is no way to go on.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> bytes, out byte[] content)
    {
        content = [];
        if (_length < 0)
        {
            _headerBytes += Take(ref bytes, _header.AsSpan(_headerBytes));
            if (_headerBytes < _header.Length)
            {
                return false;
            }

            _length = CheckHeader();
        }

        // An empty frame is whole at once.
        while (_contentBytes < _length && bytes.Length > 0)
        {
            if (_contentBytes == _content.Length)
            {
                Array.Resize(ref _content, Math.Min(_length, Math.Max(FirstSize, _content.Length * 2)));
            }

            _contentBytes += Take(ref bytes, _content.AsSpan(_contentBytes));
        }

        if (_contentBytes < _length)
        {
            return false;
        }

        content = _content;
        Offset += TraceFrames.HeaderSize + _length;
        _content = [];
        _contentBytes = 0;
        _headerBytes = 0;
        _length = -1;
        return true;
    }

    private int CheckHeader()
    {
        ReadOnlySpan<byte> kind = _header.AsSpan(0, 4);
        IsMetadata = kind.SequenceEqual(TraceFrames.MetadataKind);
        if (!IsMetadata && !kind.SequenceEqual(TraceFrames.PacketKind))
        {
            throw new TraceFormatException(new TraceProblem("input", -1, Offset, "expected a frame that begins with META or PACK", "the bytes " + Convert.ToHexString(kind)));
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(4));
        return length <= TraceFrames.MaxLength
            ? (int)length
            : throw new TraceFormatException(new TraceProblem("input", -1, Offset + 4, $"expected a frame of at most {TraceFrames.MaxLength} bytes", $"{length}"));
    }

    private static int Take(ref ReadOnlySequence<byte> bytes, Span<byte> destination)
    {
        int count = (int)Math.Min(bytes.Length, destination.Length);
        bytes.Slice(0, count).CopyTo(destination);
        bytes = bytes.Slice(count);
        return count;
    }
}
