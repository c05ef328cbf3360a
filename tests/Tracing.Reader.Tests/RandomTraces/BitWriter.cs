namespace Tracing.Reader.Tests.RandomTraces;

/// <summary>Writes fields bit by bit: slow and obvious, as the specification puts it.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>Bits so far.</summary>
    public int Position { get; private set; }

    /// <summary>Goes on to the next multiple of an alignment, in bits.</summary>
    public void Align(int alignment)
    {
        while (Position % alignment != 0)
        {
            Bit(0);
        }
    }

    /// <summary>Writes an integer: from the lowest bit of each byte up, or for big endian from the highest bit down.</summary>
    public void Integer(ulong value, int size, bool isBigEndian)
    {
        for (int i = 0; i < size; i++)
        {
            int bit = isBigEndian ? size - 1 - i : i;
            int at = Position % 8;
            if (at == 0)
            {
                _bytes.Add(0);
            }

            _bytes[^1] |= (byte)(((value >> bit) & 1) << (isBigEndian ? 7 - at : at));
            Position++;
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            Integer(value, 8, isBigEndian: false);
        }
    }

    /// <summary>Puts a whole-byte integer at a place that was written before.</summary>
    public void Patch(int position, ulong value, int size, bool isBigEndian)
    {
        for (int i = 0; i < size / 8; i++)
        {
            _bytes[(position / 8) + i] = (byte)(value >> (8 * (isBigEndian ? (size / 8) - 1 - i : i)));
        }
    }

    /// <summary>The bytes, the last one filled up.</summary>
    public byte[] ToArray() => [.. _bytes];

    private void Bit(int value) => Integer((ulong)value, 1, isBigEndian: false);
}
