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
    public long AsInt64()
    {
        if (_node.Kind == FieldKind.Variant)
        {
            return Selected.AsInt64();
        }

        ulong bits = IsInteger ? Bits : throw Wrong("an integer");
        return IsSigned ? (long)bits : checked((long)bits);
    }

    /// <summary>The value of an integer or an enumeration.</summary>
    /// <exception cref="OverflowException">It is negative.</exception>
    public ulong AsUInt64()
    {
        if (_node.Kind == FieldKind.Variant)
        {
            return Selected.AsUInt64();
        }

        ulong bits = IsInteger ? Bits : throw Wrong("an integer");
        return IsSigned ? checked((ulong)(long)bits) : bits;
    }

    /// <summary>The value of a number.</summary>
    public double AsDouble() => _node.Kind switch
    {
        FieldKind.Float when _node.Size == 32 => BitConverter.UInt32BitsToSingle((uint)Bits),
        FieldKind.Float => BitConverter.UInt64BitsToDouble(Bits),
        FieldKind.Variant => Selected.AsDouble(),
        _ => IsInteger ? (IsSigned ? (long)Bits : Bits) : throw Wrong("a number"),
    };

    /// <summary>Whether it is not zero.</summary>
    public bool AsBoolean() => _node.Kind == FieldKind.Variant ? Selected.AsBoolean() : IsInteger ? Bits != 0 : throw Wrong("a boolean");

    /// <summary>A UTF-16 code unit.</summary>
    public char AsChar() => checked((char)AsUInt64());

    /// <summary>Text as it is in the trace, up to its first NUL: meant to be UTF-8, but not checked.</summary>
    public ReadOnlySpan<byte> AsUtf8()
    {
        if (_node.Kind == FieldKind.Variant)
        {
            return Selected.AsUtf8();
        }

        if (_node.Kind != FieldKind.Text)
        {
            throw Wrong("text");
        }

        int start = _position >> 3;
        int limit = _node.IsTerminated ? (_data.EndBits >> 3) - start : (int)_count;
        ReadOnlySpan<byte> bytes = _data.Buffer.AsSpan(start, limit);
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
            ? _data.Buffer.AsSpan(_position >> 3, (int)_count)
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
