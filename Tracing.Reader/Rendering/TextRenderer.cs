using System.Buffers;
using System.Text;

namespace Tracing.Reader.Rendering;

/// <summary>An item as one line of text.</summary>
internal static class TextRenderer
{
    public static string ToString(in TraceEvent item)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(item, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string ToString(in FieldValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ValueText.Write(value, new Utf8Output(buffer), isQuoted: false);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string MessageOf(in TraceEvent item)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SentenceText.Write(item.Fields, item.Class!.SentenceParts, new Utf8Output(buffer));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(in TraceEvent item, IBufferWriter<byte> destination)
    {
        var output = new Utf8Output(destination);
        switch (item.Kind)
        {
            case TraceItemKind.Event:
                WriteEvent(item, output);
                break;
            case TraceItemKind.Problem:
                output.Write("problem: "u8);
                output.Write(item.Problem!.ToString());
                break;
            default:
                output.Write(item.LostCount);
                bool isEvents = item.Kind == TraceItemKind.LostEvents;
                output.Write(isEvents ? " event"u8 : " packet"u8);
                output.Write(item.LostCount == 1 ? " lost in "u8 : "s lost in "u8);
                output.Write(item.Stream.Path);
                break;
        }
    }

    private static void WriteEvent(in TraceEvent item, Utf8Output output)
    {
        TraceEventClass @class = item.Class!;
        output.WriteChecked(@class.Utf8Name);
        WriteContext(item.CommonContext, output);
        WriteContext(item.SpecificContext, output);
        if (@class.Sentence is not null)
        {
            output.Write((byte)' ');
            SentenceText.Write(item.Fields, @class.SentenceParts, output);
            return;
        }

        WriteFields(item.Fields, output);
    }

    private static void WriteContext(in FieldList context, Utf8Output output)
    {
        if (context.Count > 0)
        {
            output.Write(" {"u8);
            WriteFields(context, output);
            output.Write(" }"u8);
        }
    }

    private static void WriteFields(in FieldList fields, Utf8Output output)
    {
        foreach (FieldValue field in fields)
        {
            if (!field.Node.IsHelper)
            {
                output.Write((byte)' ');
                output.Write(field.Node.Utf8Name);
                output.Write((byte)'=');
                ValueText.Write(field, output, isQuoted: true);
            }
        }
    }
}
