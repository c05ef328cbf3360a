using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Reader;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Output;

/// <summary>Items as JSON objects that are easy to work with, one a line: values of .NET as themselves, labels of enumerations as text.</summary>
internal sealed class CompactJsonView : IItemWriter, IDisposable
{
    private readonly LineWriter _output;
    private readonly ThreadTable _threads;
    private readonly bool _showsSource;
    private readonly Utf8JsonWriter _json;

    public CompactJsonView(LineWriter output, ThreadTable threads, bool showsSource = false)
    {
        _showsSource = showsSource;
        _output = output;
        _threads = threads;
        _json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public void Write(in TraceEvent item)
    {
        _json.WriteStartObject();
        if (item.HasTimestamp)
        {
            _json.WriteNumber("ts"u8, item.Timestamp);
        }

        if (item.Kind == TraceItemKind.Event)
        {
            WriteEvent(item);
        }
        else
        {
            WriteLoss(item);
        }

        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _output.EndLine();
    }

    public void Dispose() => _json.Dispose();

    private void WriteEvent(in TraceEvent item)
    {
        _json.WriteString("name"u8, item.Name);
        TraceThread thread = _threads.Of(item);
        if (thread.ProcessId >= 0)
        {
            _json.WriteNumber("pid"u8, thread.ProcessId);
        }

        if (thread.Id >= 0)
        {
            _json.WriteNumber("tid"u8, thread.Id);
        }

        if (thread.Name is not null)
        {
            _json.WriteString("thread"u8, thread.Name);
        }

        WriteFields("fields"u8, item.Fields);
        if (item.CommonContext.Count + item.SpecificContext.Count > 0)
        {
            _json.WriteStartObject("context"u8);
            WriteMembers(item.CommonContext);
            WriteMembers(item.SpecificContext);
            _json.WriteEndObject();
        }

        if (item.Message is string message)
        {
            _json.WriteString("message"u8, message);
        }

        if (_showsSource && item.Class is { SourceFile: { } file } @class)
        {
            _json.WriteString("file"u8, file);
            _json.WriteNumber("line"u8, @class.SourceLine);
        }
    }

    private void WriteLoss(in TraceEvent item)
    {
        _json.WriteNumber(item.Kind == TraceItemKind.LostEvents ? "lostEvents"u8 : "lostPackets"u8, item.LostCount);
        _json.WriteString("stream"u8, item.Stream.Path);
        if (item.LostFrom is long from)
        {
            _json.WriteNumber("from"u8, from);
        }

        if (item.LostTo is long to)
        {
            _json.WriteNumber("to"u8, to);
        }
    }

    private void WriteFields(ReadOnlySpan<byte> name, FieldList fields)
    {
        _json.WriteStartObject(name);
        WriteMembers(fields);
        _json.WriteEndObject();
    }

    private void WriteMembers(FieldList fields)
    {
        foreach (FieldValue field in fields)
        {
            if (!field.IsHelper)
            {
                _json.WritePropertyName(field.Name);
                JsonValues.Write(field, _json);
            }
        }
    }
}
