using System.Net;

namespace Tracing.Reader;

/// <remarks>
/// Values of .NET's own types. The layouts are those of Tracing.Abstractions' RecordWriter; bytes that are no such value, as a
/// damaged trace has them, give false in the Try form and an exception in the other.
/// </remarks>
public readonly partial struct FieldValue
{
    private const int MaxDecimalScale = 28;

    /// <summary>The decimal.</summary>
    public decimal AsDecimal() => TryGetDecimal(out decimal value) ? value : throw Wrong("a decimal");

    /// <summary>The Guid.</summary>
    public Guid AsGuid() => TryGetGuid(out Guid value) ? value : throw Wrong("a Guid");

    /// <summary>The DateTime.</summary>
    public DateTime AsDateTime() => TryGetDateTime(out DateTime value) ? value : throw Wrong("a DateTime");

    /// <summary>The DateTimeOffset.</summary>
    public DateTimeOffset AsDateTimeOffset() => TryGetDateTimeOffset(out DateTimeOffset value) ? value : throw Wrong("a DateTimeOffset");

    /// <summary>The TimeSpan; of any other signed integer, its ticks of 100 ns.</summary>
    public TimeSpan AsTimeSpan() => TimeSpan.FromTicks(AsInt64());

    /// <summary>The DateOnly.</summary>
    public DateOnly AsDateOnly() => TryGetDateOnly(out DateOnly value) ? value : throw Wrong("a DateOnly");

    /// <summary>The TimeOnly.</summary>
    public TimeOnly AsTimeOnly() => TryGetTimeOnly(out TimeOnly value) ? value : throw Wrong("a TimeOnly");

    /// <summary>The address, or null if it was null.</summary>
    public IPAddress? AsIPAddress() => TryGetIPAddress(out IPAddress? value) ? value : throw Wrong("an IPAddress");

    /// <summary>The Int128; of any other integer, its value.</summary>
    public Int128 AsInt128() => Unwrap() is { _node.Dotnet: DotnetType.Int128 } whole
        ? new Int128((ulong)whole[1].AsInt64(), whole[0].AsUInt64())
        : IsSigned ? AsInt64() : AsUInt64();

    /// <summary>The UInt128; of any other unsigned integer, its value.</summary>
    public UInt128 AsUInt128() => Unwrap() is { _node.Dotnet: DotnetType.UInt128 } whole
        ? new UInt128(whole[1].AsUInt64(), whole[0].AsUInt64())
        : AsUInt64();

    internal bool TryGetDecimal(out decimal value)
    {
        value = 0;
        FieldValue whole = Unwrap();
        if (whole._node.Dotnet != DotnetType.Decimal || whole[2].AsUInt64() > MaxDecimalScale)
        {
            return false;
        }

        ulong low = whole[0].AsUInt64();
        value = new decimal((int)low, (int)(low >> 32), (int)whole[1].AsUInt64(), whole[3].AsBoolean(), (byte)whole[2].AsUInt64());
        return true;
    }

    internal bool TryGetGuid(out Guid value)
    {
        FieldValue whole = Unwrap();
        bool isGuid = whole._node is { Kind: FieldKind.Sequence, Length: 16, Reference: < 0 } && whole._node.Children[0] is { Size: 8, Alignment: 8 };
        value = isGuid ? new Guid(whole.AsBytes(), bigEndian: true) : default;
        return isGuid;
    }

    internal bool TryGetDateTime(out DateTime value)
    {
        value = default;
        FieldValue whole = Unwrap();
        if (whole._node.Dotnet != DotnetType.DateTime
            || (ulong)whole[0].AsInt64() > (ulong)DateTime.MaxValue.Ticks || whole[1].AsUInt64() > (ulong)DateTimeKind.Local)
        {
            return false;
        }

        value = new DateTime(whole[0].AsInt64(), (DateTimeKind)whole[1].AsUInt64());
        return true;
    }

    internal bool TryGetDateTimeOffset(out DateTimeOffset value)
    {
        const int MaxOffsetMinutes = 14 * 60;
        value = default;
        FieldValue whole = Unwrap();
        if (whole._node.Dotnet != DotnetType.DateTimeOffset)
        {
            return false;
        }

        long ticks = whole[0].AsInt64();
        long offset = whole[1].AsInt64();
        if (Math.Abs(offset) > MaxOffsetMinutes
            || (ulong)ticks > (ulong)DateTime.MaxValue.Ticks
            || (ulong)(ticks - (offset * TimeSpan.TicksPerMinute)) > (ulong)DateTime.MaxValue.Ticks)
        {
            return false;
        }

        value = new DateTimeOffset(ticks, TimeSpan.FromMinutes(offset));
        return true;
    }

    internal bool TryGetDateOnly(out DateOnly value)
    {
        FieldValue whole = Unwrap();
        bool isDate = whole.IsInteger && whole.Bits <= (ulong)DateOnly.MaxValue.DayNumber;
        value = isDate ? DateOnly.FromDayNumber((int)whole.Bits) : default;
        return isDate;
    }

    internal bool TryGetTimeOnly(out TimeOnly value)
    {
        FieldValue whole = Unwrap();
        bool isTime = whole.IsInteger && whole.Bits <= (ulong)TimeOnly.MaxValue.Ticks;
        value = isTime ? new TimeOnly((long)whole.Bits) : default;
        return isTime;
    }

    internal bool TryGetIPAddress(out IPAddress? value)
    {
        value = null;
        FieldValue whole = Unwrap();
        if (whole._node.Dotnet != DotnetType.IPAddress)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = whole[1].AsBytes();
        switch (bytes.Length)
        {
            case 0:
                return true;
            case 4:
                value = new IPAddress(bytes);
                return true;
            case 16:
                value = new IPAddress(bytes, whole[2].AsInt64());
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// The value as an object: a number, string, bool, Guid and so on; null for a null; the bytes of a sequence of bytes; an
    /// enumeration's label, or its number; anything else as its text form.
    /// </summary>
    public object? ToObject() => IsNull ? null : Unwrap() switch
    {
        { _node.Dotnet: DotnetType.Boolean } value => value.AsBoolean(),
        { _node.Dotnet: DotnetType.Char } value => value.AsChar(),
        { _node.Dotnet: DotnetType.Int128 } value => value.AsInt128(),
        { _node.Dotnet: DotnetType.UInt128 } value => value.AsUInt128(),
        { _node.Dotnet: DotnetType.Half } value => (Half)value.AsDouble(),
        { _node.Dotnet: DotnetType.Decimal } value when value.TryGetDecimal(out decimal x) => x,
        { _node.Dotnet: DotnetType.Guid } value when value.TryGetGuid(out Guid x) => x,
        { _node.Dotnet: DotnetType.DateTime } value when value.TryGetDateTime(out DateTime x) => x,
        { _node.Dotnet: DotnetType.DateTimeOffset } value when value.TryGetDateTimeOffset(out DateTimeOffset x) => x,
        { _node.Dotnet: DotnetType.TimeSpan } value => value.AsTimeSpan(),
        { _node.Dotnet: DotnetType.DateOnly } value when value.TryGetDateOnly(out DateOnly x) => x,
        { _node.Dotnet: DotnetType.TimeOnly } value when value.TryGetTimeOnly(out TimeOnly x) => x,
        { _node.Dotnet: DotnetType.IPAddress } value when value.TryGetIPAddress(out IPAddress? x) => x,
        { _node.Dotnet: DotnetType.Bytes } value => value.AsBytes().ToArray(),
        { _node.Kind: FieldKind.Signed } value => value.AsInt64(),
        { _node.Kind: FieldKind.Unsigned } value => value.AsUInt64(),
        { _node.Kind: FieldKind.Float } value => value.AsDouble(),
        { _node.Kind: FieldKind.Enumeration } value => value.Label ?? (value.IsSigned ? value.AsInt64() : (object)value.AsUInt64()),
        { _node.Kind: FieldKind.Text } value => value.AsString(),
        var value => value.ToString(),
    };

    /// <summary>The chosen option of variants.</summary>
    internal FieldValue Unwrap()
    {
        FieldValue value = this;
        while (value._node.Kind == FieldKind.Variant)
        {
            value = value.Selected;
        }

        return value;
    }
}
