using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Tracing.Reader;

namespace Tracing.Tool.Output;

/// <summary>Field values as JSON that is easy to work with.</summary>
internal static class JsonValues
{
    /// <summary>Writes a value: numbers as numbers, labels and .NET's own types as text, bytes in hexadecimal, a variant as what it holds.</summary>
    public static void Write(in FieldValue value, Utf8JsonWriter json)
    {
        if (value.DotnetType != DotnetType.None && TryWriteDotnet(value.ToObject(), json))
        {
            return;
        }

        switch (value.Kind)
        {
            case FieldKind.Signed:
                json.WriteNumberValue(value.AsInt64());
                break;
            case FieldKind.Unsigned:
                json.WriteNumberValue(value.AsUInt64());
                break;
            case FieldKind.Float:
                WriteFloat(value.AsDouble(), json);
                break;
            case FieldKind.Text:
                WriteText(value.AsUtf8(), json);
                break;
            case FieldKind.Enumeration:
                json.WriteStringValue(value.ToString());
                break;
            case FieldKind.Structure:
                json.WriteStartObject();
                foreach (FieldValue part in value)
                {
                    if (!part.IsHelper)
                    {
                        json.WritePropertyName(part.Name);
                        Write(part, json);
                    }
                }

                json.WriteEndObject();
                break;
            case FieldKind.Sequence:
                json.WriteStartArray();
                foreach (FieldValue part in value)
                {
                    Write(part, json);
                }

                json.WriteEndArray();
                break;
            default:
                Write(value.Selected, json);
                break;
        }
    }

    /// <summary>Writes a number that JSON has no form for as a word.</summary>
    public static void WriteFloat(double number, Utf8JsonWriter json)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(double.IsNaN(number) ? "nan"u8 : number > 0 ? "inf"u8 : "-inf"u8);
        }
    }

    private static void WriteText(ReadOnlySpan<byte> text, Utf8JsonWriter json)
    {
        if (Utf8.IsValid(text))
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteStringValue(Encoding.UTF8.GetString(text));
        }
    }

    private static bool TryWriteDotnet(object? value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                return true;
            case bool flag:
                json.WriteBooleanValue(flag);
                return true;
            case byte[] bytes:
                json.WriteStringValue("0x" + Convert.ToHexString(bytes));
                return true;
            case decimal number:
                json.WriteNumberValue(number);
                return true;
            case Int128 or UInt128:
                // No reader of JSON keeps these exact as numbers.
                json.WriteStringValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return true;
            case char unit:
                json.WriteStringValue(char.IsSurrogate(unit) ? "\uFFFD" : unit.ToString());
                return true;
            case DateTime or DateTimeOffset or DateOnly or TimeOnly:
                json.WriteStringValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                return true;
            case TimeSpan span:
                json.WriteStringValue(span.ToString("c", CultureInfo.InvariantCulture));
                return true;
            case Guid or IPAddress:
                json.WriteStringValue(value.ToString());
                return true;
            case Half half:
                WriteFloat((double)half, json);
                return true;
            default:
                return false;
        }
    }
}
