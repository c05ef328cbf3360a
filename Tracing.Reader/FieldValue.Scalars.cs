using System.Runtime.CompilerServices;
using System.Text;
using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <remarks>Numbers, labels and text.</remarks>
public readonly partial struct FieldValue
{
    /// <summary>An integer's 64-bit pattern, extended by its sign.</summary>
    internal ulong Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitReader.Read(_data.Buffer, _position, _node);
    }

    internal bool IsInteger => _node.Kind is FieldKind.Signed or FieldKind.Unsigned or FieldKind.Enumeration;

    internal bool IsSigned => _node.IsSigned;

    /// <summary>The value of an integer or an enumeration.</summary>
    /// <exception cref="OverflowException">It is above the type's range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long AsInt64()
    {
        FieldNode node = _node;
        if (node.IsFastInteger)
        {
            int unused = node.UnusedBits;
            long word = (long)(BitReader.Load(_data.Buffer, _position >> 3) << unused);
            word = node.IsSigned ? word >> unused : (long)((ulong)word >> unused);
            if (word >= 0 || node.IsSigned)
            {
                return word;
            }
        }

        // By value: a copy for the rare case keeps this value in registers in all others.
        return AsInt64Slow(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long AsInt64Slow(FieldValue value)
    {
        if (value._node.Kind == FieldKind.Variant)
        {
            return value.Selected.AsInt64();
        }

        ulong bits = value.IsInteger ? value.Bits : throw value.Wrong("an integer");
        return value.IsSigned ? (long)bits : checked((long)bits);
    }

    /// <summary>The value of an integer or an enumeration.</summary>
    /// <exception cref="OverflowException">It is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong AsUInt64()
    {
        FieldNode node = _node;
        return node.IsFastInteger && !node.IsSigned
            ? BitReader.Load(_data.Buffer, _position >> 3) << node.UnusedBits >> node.UnusedBits
            : AsUInt64Slow(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong AsUInt64Slow(FieldValue value)
    {
        if (value._node.Kind == FieldKind.Variant)
        {
            return value.Selected.AsUInt64();
        }

        ulong bits = value.IsInteger ? value.Bits : throw value.Wrong("an integer");
        return value.IsSigned ? checked((ulong)(long)bits) : bits;
    }

    /// <summary>The value of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double AsDouble() => _node.IsFastDouble
        ? BitConverter.UInt64BitsToDouble(BitReader.Load(_data.Buffer, _position >> 3))
        : AsDoubleSlow(this);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double AsDoubleSlow(FieldValue value) => value._node.Kind switch
    {
        FieldKind.Float when value._node.Size == 32 => BitConverter.UInt32BitsToSingle((uint)value.Bits),
        FieldKind.Float => BitConverter.UInt64BitsToDouble(value.Bits),
        FieldKind.Variant => value.Selected.AsDouble(),
        _ => value.IsInteger ? (value.IsSigned ? (long)value.Bits : value.Bits) : throw value.Wrong("a number"),
    };

    /// <summary>Whether it is not zero.</summary>
    public bool AsBoolean() => _node.Kind == FieldKind.Variant ? Selected.AsBoolean() : IsInteger ? Bits != 0 : throw Wrong("a boolean");

    /// <summary>A UTF-16 code unit.</summary>
    public char AsChar() => checked((char)AsUInt64());

    /// <summary>Text as it is in the trace, up to its first NUL: meant to be UTF-8, but not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> AsUtf8() => Utf8Of(this);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<byte> Utf8Of(FieldValue value)
    {
        if (value._node.Kind == FieldKind.Variant)
        {
            return value.Selected.AsUtf8();
        }

        if (value._node.Kind != FieldKind.Text)
        {
            throw value.Wrong("text");
        }

        int start = value._position >> 3;
        ReadOnlySpan<byte> bytes = value._data.Buffer.AsSpan(start, value._count);
        if (value._node.IsTerminated)
        {
            return bytes;
        }

        int end = bytes.IndexOf((byte)0);
        return end < 0 ? bytes : bytes[..end];
    }

    /// <summary>Text, or any other value as <see cref="ToString"/> shows it. Bytes that are not UTF-8 become U+FFFD.</summary>
    public string AsString() => _node.Kind switch
    {
        FieldKind.Text => Encoding.UTF8.GetString(AsUtf8()),
        FieldKind.Variant when !IsNull => Selected.AsString(),
        _ => ToString(),
    };

    /// <summary>The bytes of a sequence of 8-bit integers.</summary>
    public ReadOnlySpan<byte> AsBytes()
    {
        if (_node.Kind == FieldKind.Variant)
        {
            return Selected.AsBytes();
        }

        return _node.Kind is FieldKind.Sequence or FieldKind.Text && !_node.IsTerminated
            && _node.Children[0] is { Size: 8, Alignment: 8, Kind: FieldKind.Signed or FieldKind.Unsigned }
            ? _data.Buffer.AsSpan(_position >> 3, _count)
            : throw Wrong("bytes");
    }

    /// <summary>The first label of an enumeration's value in the order of the alphabet, or null if it has none.</summary>
    public string? Label
    {
        get
        {
            int index = _node.Labels is null ? -1 : _node.Labels.Find(Bits, 0);
            return index < 0 ? null : _node.Labels![index].Label;
        }
    }

    /// <summary>The value in text form, as the event's line has it.</summary>
    public override string ToString() => Rendering.TextRenderer.ToString(this);
}
