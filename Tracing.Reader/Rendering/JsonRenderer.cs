using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Tracing.Reader.Records;

namespace Tracing.Reader.Rendering;

/// <summary>An event as a JSON object with all that it has, CTF's values as they are.</summary>
internal static class JsonRenderer
{
    /// <summary>LTTng's names of the levels, by number.</summary>
    private static readonly JsonEncodedText[] s_levels =
    [
        .. new[]
        {
            "EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG_SYSTEM", "DEBUG_PROGRAM",
            "DEBUG_PROCESS", "DEBUG_MODULE", "DEBUG_UNIT", "DEBUG_FUNCTION", "DEBUG_LINE", "DEBUG",
        }.Select(static name => JsonEncodedText.Encode(name)),
    ];

    public static void Write(in TraceEvent item, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (item.Kind != TraceItemKind.Event)
        {
            WriteOther(item, json);
            json.WriteEndObject();
            return;
        }

        TraceEventClass @class = item.Class!;
        WriteText("name"u8, @class.Utf8Name, json);
        if (item.HasTimestamp)
        {
            json.WriteNumber("ts"u8, item.Timestamp);
            json.WriteNumber("cycles"u8, item.Cycles);
        }

        json.WriteString("stream"u8, item.Packet!.Value.File);
        json.WriteNumber("event_id"u8, @class.Id);
        json.WriteNumber("stream_class"u8, @class.StreamClassId);
        if ((uint)(@class.LogLevel ?? -1) < (uint)s_levels.Length)
        {
            json.WriteString("loglevel"u8, s_levels[@class.LogLevel!.Value]);
        }

        if (@class.EmfUri is not null)
        {
            json.WriteString("emf_uri"u8, @class.EmfUri);
        }

        StreamClass stream = item.Cursor.Head.Class;
        WriteScope("packet_context"u8, item.PacketContext, item.PacketContext.Count > 0, json);
        WriteScope("common_context"u8, item.CommonContext, stream.HasCommonContext, json);
        WriteScope("specific_context"u8, item.SpecificContext, @class.HasSpecificContext, json);
        if (@class.HasPayload)
        {
            WriteScope("fields"u8, item.Fields, isThere: true, json);
        }
        else
        {
            json.WriteNull("fields"u8);
        }

        json.WriteEndObject();
    }

    private static void WriteOther(in TraceEvent item, Utf8JsonWriter json)
    {
        if (item.Kind == TraceItemKind.Problem)
        {
            json.WriteString("problem"u8, item.Problem!.ToString());
            return;
        }

        json.WriteNumber(item.Kind == TraceItemKind.LostEvents ? "lost_events"u8 : "lost_packets"u8, item.LostCount);
        json.WriteString("stream"u8, item.Stream.Path);
        if (item.LostFrom is long from)
        {
            json.WriteNumber("from"u8, from);
        }

        if (item.LostTo is long to)
        {
            json.WriteNumber("to"u8, to);
        }
    }

    private static void WriteScope(ReadOnlySpan<byte> name, in FieldList fields, bool isThere, Utf8JsonWriter json)
    {
        if (!isThere)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (FieldValue field in fields)
        {
            json.WritePropertyName(field.Node.Utf8Name);
            WriteValue(field, json);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(in FieldValue value, Utf8JsonWriter json)
    {
        switch (value.Kind)
        {
            case FieldKind.Signed:
                json.WriteNumberValue((long)value.Bits);
                break;
            case FieldKind.Unsigned:
                json.WriteNumberValue(value.Bits);
                break;
            case FieldKind.Float:
                WriteFloat(value.AsDouble(), json);
                break;
            case FieldKind.Text:
                WriteTextValue(value.AsUtf8(), json);
                break;
            case FieldKind.Enumeration:
                WriteEnumeration(value, json);
                break;
            case FieldKind.Structure:
                json.WriteStartObject();
                foreach (FieldValue field in value.Parts)
                {
                    json.WritePropertyName(field.Node.Utf8Name);
                    WriteValue(field, json);
                }

                json.WriteEndObject();
                break;
            case FieldKind.Sequence:
                json.WriteStartArray();
                foreach (FieldValue element in value.Parts)
                {
                    WriteValue(element, json);
                }

                json.WriteEndArray();
                break;
            case FieldKind.Variant:
                foreach (FieldValue selected in value.Parts)
                {
                    json.WriteStartObject();
                    json.WriteString("option"u8, selected.Node.Utf8Name);
                    json.WritePropertyName("value"u8);
                    WriteValue(selected, json);
                    json.WriteEndObject();
                }

                break;
        }
    }

    private static void WriteFloat(double number, Utf8JsonWriter json)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            json.WriteStringValue(double.IsNaN(number) ? "nan"u8 : number > 0 ? "inf"u8 : "-inf"u8);
        }
        else
        {
            json.WriteNumberValue(number);
        }
    }

    private static void WriteEnumeration(in FieldValue value, Utf8JsonWriter json)
    {
        EnumLabels labels = value.Node.Labels!;
        ulong bits = value.Bits;
        json.WriteStartObject();
        if (value.IsSigned)
        {
            json.WriteNumber("value"u8, (long)bits);
        }
        else
        {
            json.WriteNumber("value"u8, bits);
        }

        json.WriteStartArray("labels"u8);
        string? last = null;
        for (int i = labels.Find(bits, 0); i >= 0; i = labels.Find(bits, i + 1))
        {
            // One label can have several ranges.
            if (labels[i].Label != last)
            {
                WriteTextValue(labels.Utf8(i), json);
                last = labels[i].Label;
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, Utf8JsonWriter json)
    {
        json.WritePropertyName(name);
        WriteTextValue(text, json);
    }

    private static void WriteTextValue(ReadOnlySpan<byte> text, Utf8JsonWriter json)
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
}
