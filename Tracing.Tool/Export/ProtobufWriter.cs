using System.Buffers.Binary;
using System.Text;

namespace Tracing.Tool.Export;

/// <summary>
/// Writes protobuf's wire format: as little as Perfetto's messages take. Messages inside of messages are written in place
/// and moved when their length is known.
/// </summary>
internal sealed class ProtobufWriter
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int LengthType = 2;
    private const int MaxVarintLength = 10;

    private byte[] _buffer = new byte[1 << 12];
    private int _count;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Writes an integer, also an enumeration's value or a boolean.</summary>
    public void WriteVarint(int field, ulong value)
    {
        WriteRaw(((ulong)field << 3) | VarintType);
        WriteRaw(value);
    }

    public void WriteDouble(int field, double value)
    {
        WriteRaw(((ulong)field << 3) | Fixed64Type);
        Reserve(sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.AsSpan(_count), value);
        _count += sizeof(double);
    }

    public void WriteString(int field, string value)
    {
        WriteRaw(((ulong)field << 3) | LengthType);
        WriteRaw((ulong)Encoding.UTF8.GetByteCount(value));
        Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        _count += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_count));
    }

    /// <summary>Begins a message in this one; returns what <see cref="End"/> wants.</summary>
    public int Begin(int field)
    {
        WriteRaw(((ulong)field << 3) | LengthType);
        return _count;
    }

    /// <summary>Ends the message that was begun last.</summary>
    public void End(int start)
    {
        int length = _count - start;
        Span<byte> prefix = stackalloc byte[MaxVarintLength];
        int prefixLength = Encode((ulong)length, prefix);
        Reserve(prefixLength);
        _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(start + prefixLength));
        prefix[..prefixLength].CopyTo(_buffer.AsSpan(start));
        _count += prefixLength;
    }

    private void WriteRaw(ulong value)
    {
        Reserve(MaxVarintLength);
        _count += Encode(value, _buffer.AsSpan(_count));
    }

    private static int Encode(ulong value, Span<byte> destination)
    {
        int length = 0;
        while (value >= 0x80)
        {
            destination[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[length++] = (byte)value;
        return length;
    }

    private void Reserve(int size)
    {
        if (_buffer.Length - _count < size)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _count + size));
        }
    }
}
