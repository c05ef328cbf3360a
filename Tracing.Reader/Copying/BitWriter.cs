namespace Tracing.Reader.Copying;

/// <summary>Writes numbers at any bit: the counterpart of <see cref="Records.BitReader"/>.</summary>
internal sealed class BitWriter
{
    /// <summary>Bytes behind the content, so that a 64-bit number can be written where a small one ends.</summary>
    private const int Slack = 16;

    private byte[] _buffer = new byte[1 << 12];

    /// <summary>Where the next bit goes, from the packet's start.</summary>
    public int Position { get; private set; }

    /// <summary>The whole bytes up to the position.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, (Position + 7) >> 3);

    public void Clear()
    {
        _buffer.AsSpan(0, Math.Min(_buffer.Length, ((Position + 7) >> 3) + Slack)).Clear();
        Position = 0;
    }

    /// <summary>Goes on at the next multiple of an alignment in bits.</summary>
    public void Align(long alignment)
    {
        long aligned = Records.NodeBuilder.AlignUp(Position, alignment);
        Reserve((int)(aligned - Position));
        Position = (int)aligned;
    }

    /// <summary>Writes bytes at a whole byte.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length * 8);
        bytes.CopyTo(_buffer.AsSpan(Position >> 3));
        Position += bytes.Length * 8;
    }

    /// <summary>Writes a number.</summary>
    /// <param name="value">The number; bits above its size are left out.</param>
    /// <param name="size">Bits, 1 to 64.</param>
    /// <param name="isBigEndian">The order of bytes and bits.</param>
    public void Write(ulong value, int size, bool isBigEndian)
    {
        Reserve(size);
        Put(Position, value, size, isBigEndian);
        Position += size;
    }

    /// <summary>Writes a number over one that is there.</summary>
    public void Put(int position, ulong value, int size, bool isBigEndian)
    {
        Span<byte> bytes = _buffer.AsSpan(position >> 3, sizeof(ulong) + 1);
        int shift = position & 7;
        UInt128 mask = ((UInt128)1 << size) - 1;
        UInt128 bits = value & mask;
        UInt128 word = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            word = isBigEndian ? (word << 8) | bytes[i] : word | ((UInt128)bytes[i] << (8 * i));
        }

        // Of big-endian words the first bit is the highest.
        int offset = isBigEndian ? (bytes.Length * 8) - shift - size : shift;
        word = (word & ~(mask << offset)) | (bits << offset);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(word >> (isBigEndian ? 8 * (bytes.Length - 1 - i) : 8 * i));
        }
    }

    private void Reserve(int bits)
    {
        int needed = ((Position + bits + 7) >> 3) + Slack;
        if (_buffer.Length < needed)
        {
            Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
        }
    }
}
