using System.Globalization;
using System.Text;

namespace Tracing.Reader.Rendering;

/// <summary>A marker's sentence with the fields filled in, in the invariant culture.</summary>
internal static class SentenceText
{
    /// <summary>Characters that nearly all formatted values fit in; longer ones take an allocation.</summary>
    private const int StackCharacters = 256;

    public static void Write(in FieldList fields, SentencePart[] parts, Utf8Output output)
    {
        foreach (SentencePart part in parts)
        {
            if (part.Field < 0)
            {
                output.Write(part.Literal);
            }
            else if (part is { Alignment: 0, Format: null })
            {
                ValueText.Write(fields[part.Field], output, isQuoted: false);
            }
            else
            {
                WriteFormatted(fields[part.Field], part, output);
            }
        }
    }

    private static void WriteFormatted(in FieldValue value, SentencePart part, Utf8Output output)
    {
        if (part.Format is null || value.IsNull)
        {
            WriteAligned(value, part.Alignment, output);
            return;
        }

        FieldValue inner = value.Unwrap();
        switch (inner.DotnetType)
        {
            case DotnetType.Int128:
                Write(inner.AsInt128(), part, output);
                break;
            case DotnetType.UInt128:
                Write(inner.AsUInt128(), part, output);
                break;
            case DotnetType.Half:
                Write((Half)inner.AsDouble(), part, output);
                break;
            case DotnetType.Decimal when inner.TryGetDecimal(out decimal number):
                Write(number, part, output);
                break;
            case DotnetType.Guid when inner.TryGetGuid(out Guid guid):
                Write(guid, part, output);
                break;
            case DotnetType.DateTime when inner.TryGetDateTime(out DateTime time):
                Write(time, part, output);
                break;
            case DotnetType.DateTimeOffset when inner.TryGetDateTimeOffset(out DateTimeOffset time):
                Write(time, part, output);
                break;
            case DotnetType.TimeSpan:
                Write(inner.AsTimeSpan(), part, output);
                break;
            case DotnetType.DateOnly when inner.TryGetDateOnly(out DateOnly date):
                Write(date, part, output);
                break;
            case DotnetType.TimeOnly when inner.TryGetTimeOnly(out TimeOnly time):
                Write(time, part, output);
                break;
            case DotnetType.None:
                WritePlain(inner, part, output);
                break;
            default:
                // Bytes that are no such value.
                WriteAligned(inner, part.Alignment, output);
                break;
        }
    }

    private static void WritePlain(in FieldValue value, SentencePart part, Utf8Output output)
    {
        switch (value.Kind)
        {
            case FieldKind.Unsigned:
                Write(value.AsUInt64(), part, output);
                break;
            case FieldKind.Signed:
                WriteSigned(value, part, output);
                break;
            case FieldKind.Float when value.Node.Size == 32:
                Write((float)value.AsDouble(), part, output);
                break;
            case FieldKind.Float:
                Write(value.AsDouble(), part, output);
                break;
            case FieldKind.Enumeration:
                WriteEnumeration(value, part, output);
                break;
            default:
                WriteAligned(value, part.Alignment, output);
                break;
        }
    }

    /// <summary>In its own size, as far as that is one of .NET's: the digits of a negative number in base 16 and 2 depend on it.</summary>
    private static void WriteSigned(in FieldValue value, SentencePart part, Utf8Output output)
    {
        long number = value.AsInt64();
        switch (value.Node.Size)
        {
            case 8:
                Write((sbyte)number, part, output);
                break;
            case 16:
                Write((short)number, part, output);
                break;
            case 32:
                Write((int)number, part, output);
                break;
            default:
                Write(number, part, output);
                break;
        }
    }

    private static void WriteEnumeration(in FieldValue value, SentencePart part, Utf8Output output)
    {
        switch (part.Format)
        {
            case "D" or "d" when value.IsSigned:
                Write(value.AsInt64(), part, output);
                break;
            case "D" or "d":
                Write(value.AsUInt64(), part, output);
                break;
            case "X" or "x":
                int digits = (value.Node.Size + 3) / 4;
                ulong bits = value.Bits << (64 - value.Node.Size) >> (64 - value.Node.Size);
                Write(bits, part with { Format = string.Create(CultureInfo.InvariantCulture, $"X{digits}") }, output);
                break;
            default:
                WriteAligned(value, part.Alignment, output);
                break;
        }
    }

    private static void Write<T>(T value, SentencePart part, Utf8Output output)
        where T : ISpanFormattable
    {
        Span<char> buffer = stackalloc char[StackCharacters];
        try
        {
            WriteAligned(
                value.TryFormat(buffer, out int length, part.Format, CultureInfo.InvariantCulture)
                    ? buffer[..length]
                    : value.ToString(part.Format, CultureInfo.InvariantCulture),
                part.Alignment, output);
        }
        catch (FormatException)
        {
            // Specifiers are checked when the sentence is taken apart; another runtime's rules must not keep the event from being shown.
            WriteAligned(value.ToString(null, CultureInfo.InvariantCulture), part.Alignment, output);
        }
    }

    private static void WriteAligned(in FieldValue value, int alignment, Utf8Output output)
    {
        if (alignment == 0)
        {
            ValueText.Write(value, output, isQuoted: false);
        }
        else if (value.Kind == FieldKind.Text)
        {
            ReadOnlySpan<byte> text = value.AsUtf8();
            int fill = Math.Abs(alignment) - Encoding.UTF8.GetCharCount(text);
            output.Fill(alignment > 0 ? fill : 0);
            output.WriteChecked(text);
            output.Fill(alignment < 0 ? fill : 0);
        }
        else
        {
            WriteAligned(value.AsString(), alignment, output);
        }
    }

    private static void WriteAligned(ReadOnlySpan<char> text, int alignment, Utf8Output output)
    {
        int fill = Math.Abs(alignment) - text.Length;
        output.Fill(alignment > 0 ? fill : 0);
        output.Write(text);
        output.Fill(alignment < 0 ? fill : 0);
    }
}
