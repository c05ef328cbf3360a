using Tracing.Reader.Records;

namespace Tracing.Reader.Packets;

/// <remarks>A packet's extent, and how to go on behind a packet that is wrong.</remarks>
internal sealed partial class StreamFile
{
    /// <summary>Bytes that are searched at first for the next packet's magic number, and then at once: mostly it is near or far.</summary>
    private const int FirstSearchSize = 256;
    private const int SearchSize = 1 << 16;

    /// <summary>How often a file's index is asked: it is read anew each time.</summary>
    private const int MaxHints = 64;

    private byte[] _search = [];
    private int _usedHints;

    private bool TryReadSizes(PacketHead head)
    {
        FieldData data = head.Data;
        long restBits = Math.Min(_bytes.EndOf(head.Offset) - head.Offset, long.MaxValue / 8) * 8;
        bool hasPacketSize = data.HasRole(FieldRole.PacketSize);
        bool hasContentSize = data.HasRole(FieldRole.ContentSize);
        ulong content = data.Roles[(int)FieldRole.ContentSize];
        ulong packet = hasPacketSize ? data.Roles[(int)FieldRole.PacketSize]
            : hasContentSize ? content
            : (ulong)restBits;
        content = hasContentSize ? content : packet;

        if (packet % 8 != 0)
        {
            return SkipTo(head, ProblemAt(head, 0, "a packet size in whole bytes", $"{packet} bits"));
        }

        if (packet == 0 || packet < (ulong)head.EventStartBits)
        {
            return SkipTo(head, ProblemAt(head, 0, $"a packet size of at least the {head.EventStartBits} bits of header and context", $"{packet} bits"));
        }

        if (content < (ulong)head.EventStartBits || content > packet)
        {
            return SkipTo(head, ProblemAt(head, 0, $"a content size from {head.EventStartBits} to {packet} bits", $"{content} bits"));
        }

        if (CanBeShort && (packet > (ulong)restBits || !(hasPacketSize || hasContentSize)))
        {
            _isShort = true;
            return false;
        }

        head.ContentBits = (long)Math.Min(content, (ulong)restBits);
        head.PacketBits = (long)Math.Min(packet, (ulong)restBits);
        if (packet > (ulong)restBits)
        {
            // Weighs more than a wrong uuid. The events that are there are read; that some are not is told behind them.
            head.IsCut = true;
            head.Problem = ProblemAt(head, restBits / 8, $"a packet of {packet / 8} bytes", $"{restBits / 8} bytes up to the file's end");
        }

        _next = head.Offset + (head.PacketBits / 8);
        return true;
    }

    /// <summary>Keeps a problem and moves on to the next packet that looks like one. Returns false.</summary>
    private bool SkipTo(PacketHead head, TraceProblem problem)
    {
        Problem = problem;
        _next = _isShort ? head.Offset : FindNext(head.Offset + 1);
        return false;
    }

    /// <summary>The next place with a packet's magic number and the trace's uuid, or the file's end.</summary>
    private long FindNext(long start)
    {
        long begin = _bytes.NextBegin(start - 1);
        if (begin >= 0)
        {
            return begin;
        }

        if (SearchPattern() is not byte[] pattern)
        {
            long indexed = _usedHints++ < MaxHints ? PacketIndex.FindNext(Path, start - 1) : -1;
            return indexed < 0 ? Length : indexed;
        }

        if (_search.Length == 0)
        {
            _search = new byte[SearchSize];
        }

        for (int size = FirstSearchSize; start < Length; size = Math.Min(SearchSize, size * 4))
        {
            Span<byte> buffer = _search.AsSpan(0, (int)Math.Min(size, Length - start));
            int count = Read(buffer, start);
            int found = buffer[..count].IndexOf(pattern);
            if (found >= 0)
            {
                return start + found;
            }

            if (count < size)
            {
                break;
            }

            // The pattern may begin in the last bytes.
            start += count - pattern.Length + 1;
        }

        return Length;
    }

    /// <summary>The bytes that every packet begins with; null if there are too few to tell one.</summary>
    private byte[]? SearchPattern()
    {
        if (Trace.PacketHeader.Children is not [{ Role: FieldRole.Magic, Size: 32, IsPlain: true } magic, ..])
        {
            return null;
        }

        byte[] bytes = BitConverter.GetBytes(PacketMagic);
        if (magic.IsBigEndian == BitConverter.IsLittleEndian)
        {
            Array.Reverse(bytes);
        }

        return Trace.Uuid is Guid uuid && Trace.PacketHeader.Children is [_, { Role: FieldRole.Uuid }, ..]
            ? [.. bytes, .. uuid.ToByteArray(bigEndian: true)]
            : bytes;
    }
}
