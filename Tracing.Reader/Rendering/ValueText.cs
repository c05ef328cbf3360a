using System.Net;
using Tracing.Reader.Records;

namespace Tracing.Reader.Rendering;

/// <summary>A field's value as text: .NET's own types as themselves, all others as what CTF says.</summary>
internal static class ValueText
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="output">Where to.</param>
    /// <param name="isQuoted">Whether text stands in quotes.</param>
    public static void Write(in FieldValue value, Utf8Output output, bool isQuoted)
    {
        if (value.DotnetType != DotnetType.None && TryWriteDotnet(value, output, isQuoted))
        {
            return;
        }

        switch (value.Kind)
        {
            case FieldKind.Text:
                if (isQuoted)
                {
                    output.WriteQuoted(value.AsUtf8());
                }
                else
                {
                    output.WriteChecked(value.AsUtf8());
                }

                break;
            case FieldKind.Float:
                WriteFloat(value, output);
                break;
            case FieldKind.Enumeration:
                WriteEnumeration(value, output);
                break;
            case FieldKind.Structure:
                WriteStructure(value, output);
                break;
            case FieldKind.Sequence:
                WriteSequence(value, output);
                break;
            case FieldKind.Variant:
                foreach (FieldValue selected in value.Parts)
                {
                    Write(selected, output, isQuoted);
                }

                break;
            default:
                WriteInteger(value, output);
                break;
        }
    }

    private static void WriteInteger(in FieldValue value, Utf8Output output)
    {
        ulong bits = value.Bits;
        switch (value.Node.DisplayBase)
        {
            case 16:
                output.Write("0x"u8);
                output.Write(Cut(bits, value.Node.Size), "X");
                break;
            case 8:
                output.Write("0o"u8);
                WriteOctal(Cut(bits, value.Node.Size), output);
                break;
            case 2:
                output.Write("0b"u8);
                output.Write(Cut(bits, value.Node.Size), "B");
                break;
            default:
                if (value.IsSigned)
                {
                    output.Write((long)bits);
                }
                else
                {
                    output.Write(bits);
                }

                break;
        }
    }

    private static ulong Cut(ulong bits, int size) => bits << (64 - size) >> (64 - size);

    private static void WriteOctal(ulong bits, Utf8Output output)
    {
        int digits = 1;
        while (digits < 22 && bits >> (3 * digits) != 0)
        {
            digits++;
        }

        for (int i = digits - 1; i >= 0; i--)
        {
            output.Write((byte)('0' + ((bits >> (3 * i)) & 7)));
        }
    }

    private static void WriteFloat(in FieldValue value, Utf8Output output)
    {
        double number = value.AsDouble();
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            output.Write(double.IsNaN(number) ? "nan"u8 : number > 0 ? "inf"u8 : "-inf"u8);
        }
        else if (value.Node.Size == 32)
        {
            output.Write((float)number);
        }
        else
        {
            output.Write(number);
        }
    }

    private static void WriteEnumeration(in FieldValue value, Utf8Output output)
    {
        EnumLabels labels = value.Node.Labels!;
        ulong bits = value.Bits;
        int index = labels.Find(bits, 0);
        if (index >= 0)
        {
            output.WriteChecked(labels.Utf8(index));
        }
        else if (!TryWriteFlags(labels, bits, output))
        {
            WriteInteger(value, output);
        }
    }

    /// <summary>A value without a label of its own, as the single-bit labels that it is put together of.</summary>
    private static bool TryWriteFlags(EnumLabels labels, ulong bits, Utf8Output output)
    {
        ulong rest = bits;
        for (int i = 0; i < labels.Count; i++)
        {
            if (IsFlagOf(labels[i], bits))
            {
                rest &= ~labels[i].First;
            }
        }

        if (rest != 0 || bits == 0)
        {
            return false;
        }

        bool isFirst = true;
        for (int i = 0; i < labels.Count; i++)
        {
            if (IsFlagOf(labels[i], bits))
            {
                if (!isFirst)
                {
                    output.Write((byte)'|');
                }

                isFirst = false;
                output.WriteChecked(labels.Utf8(i));
            }
        }

        return true;
    }

    private static bool IsFlagOf(Metadata.EnumRange range, ulong bits) =>
        range.First == range.Last && ulong.IsPow2(range.First) && (bits & range.First) != 0;

    private static void WriteStructure(in FieldValue value, Utf8Output output)
    {
        output.Write((byte)'{');
        bool isFirst = true;
        foreach (FieldValue field in value.Parts)
        {
            if (field.Node.IsHelper)
            {
                continue;
            }

            if (!isFirst)
            {
                output.Write((byte)' ');
            }

            isFirst = false;
            output.Write(field.Node.Utf8Name);
            output.Write((byte)'=');
            Write(field, output, isQuoted: true);
        }

        output.Write((byte)'}');
    }

    private static void WriteSequence(in FieldValue value, Utf8Output output)
    {
        output.Write((byte)'[');
        bool isFirst = true;
        foreach (FieldValue element in value.Parts)
        {
            if (!isFirst)
            {
                output.Write(", "u8);
            }

            isFirst = false;
            Write(element, output, isQuoted: true);
        }

        output.Write((byte)']');
    }

    private static bool TryWriteDotnet(in FieldValue value, Utf8Output output, bool isQuoted)
    {
        switch (value.DotnetType)
        {
            case DotnetType.Boolean:
                output.Write(value.AsBoolean() ? "true"u8 : "false"u8);
                return true;
            case DotnetType.Char:
                WriteChar(value.AsChar(), output, isQuoted);
                return true;
            case DotnetType.Int128:
                output.Write(value.AsInt128());
                return true;
            case DotnetType.UInt128:
                output.Write(value.AsUInt128());
                return true;
            case DotnetType.Decimal when value.TryGetDecimal(out decimal number):
                output.Write(number);
                return true;
            case DotnetType.Guid when value.TryGetGuid(out Guid guid):
                output.Write(guid);
                return true;
            case DotnetType.DateTime when value.TryGetDateTime(out DateTime time):
                output.Write(time, "O");
                return true;
            case DotnetType.DateTimeOffset when value.TryGetDateTimeOffset(out DateTimeOffset time):
                output.Write(time, "O");
                return true;
            case DotnetType.TimeSpan:
                output.Write(value.AsTimeSpan(), "c");
                return true;
            case DotnetType.DateOnly when value.TryGetDateOnly(out DateOnly date):
                output.Write(date, "O");
                return true;
            case DotnetType.TimeOnly when value.TryGetTimeOnly(out TimeOnly time):
                output.Write(time, "O");
                return true;
            case DotnetType.IPAddress when value.TryGetIPAddress(out IPAddress? address):
                WriteAddress(address, output);
                return true;
            case DotnetType.Nullable when value.IsNull:
                output.Write("null"u8);
                return true;
            case DotnetType.Bytes:
                output.Write("0x"u8);
                foreach (byte element in value.AsBytes())
                {
                    output.Write(element, "X2");
                }

                return true;
            default:
                return false;
        }
    }

    private static void WriteAddress(IPAddress? address, Utf8Output output)
    {
        if (address is null)
        {
            output.Write("null"u8);
        }
        else
        {
            output.Write(address);
        }
    }

    private static void WriteChar(char unit, Utf8Output output, bool isQuoted)
    {
        if (isQuoted)
        {
            output.Write((byte)'\'');
        }

        if (char.IsSurrogate(unit) || char.IsControl(unit))
        {
            output.Write("\\u"u8);
            output.Write((ushort)unit, "X4");
        }
        else
        {
            output.Write(unit);
        }

        if (isQuoted)
        {
            output.Write((byte)'\'');
        }
    }
}
