using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Reader;
using Tracing.Tool.Analysis;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Export;

/// <summary>
/// Chrome's Trace Event Format as JSON, which Perfetto's UI, speedscope and chrome://tracing open. Spans of threads are B and
/// E, spans with a key b and e, the rest i and C; M names processes and threads.
/// </summary>
internal sealed class ChromeSink : ITraceSink, IDisposable
{
    private readonly LineWriter _output;
    private readonly Utf8JsonWriter _json;
    private readonly long _begin;
    private readonly HashSet<long> _processes = [];
    private bool _hasEvents;

    /// <param name="output">Where to.</param>
    /// <param name="begin">When the trace begins, ns: times are from there, since as they are a double could not hold them.</param>
    public ChromeSink(LineWriter output, long begin)
    {
        _output = output;
        _begin = begin;
        _json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _output.Write($$"""{"displayTimeUnit":"ns","otherData":{"beginNs":"{{begin.ToString(CultureInfo.InvariantCulture)}}"},"traceEvents":[""");
    }

    public void AddThread(TraceThread thread)
    {
        long process = ThreadNumbers.ProcessId(thread);
        if (_processes.Add(process))
        {
            WriteName("process_name", process, 0, thread.ProcessName ?? "trace");
        }

        WriteName("thread_name", process, ThreadNumbers.ThreadId(thread), thread.Name ?? thread.Label);
    }

    public void Begin(in TraceEvent item, TraceThread thread, SpanRule rule, in SpanKey key)
    {
        Start(key.Thread is null ? "b"u8 : "B"u8, item, thread, rule.Name);
        WriteKey(rule, key);
        EndWithArguments(item);
    }

    public void End(in TraceEvent item, TraceThread thread, SpanRule rule, in SpanKey key)
    {
        Start(key.Thread is null ? "e"u8 : "E"u8, item, thread, rule.Name);
        WriteKey(rule, key);
        EndWithArguments(item);
    }

    public void Instant(in TraceEvent item, TraceThread thread)
    {
        Start("i"u8, item, thread, item.Name);
        _json.WriteString("s"u8, "t"u8);
        EndWithArguments(item);
    }

    public void Count(in TraceEvent item, TraceThread thread, string counter, double value)
    {
        Start("C"u8, item, thread, counter);
        _json.WriteStartObject("args"u8);
        _json.WritePropertyName("value"u8);
        JsonValues.WriteFloat(value, _json);
        _json.WriteEndObject();
        EndObject();
    }

    public void Lose(in TraceEvent item)
    {
        StartObject();
        _json.WriteString("ph"u8, "i"u8);
        _json.WriteString("s"u8, "g"u8);
        _json.WriteString("name"u8, item.ToString());
        WriteTime(item.Timestamp);
        _json.WriteNumber("pid"u8, 0);
        _json.WriteNumber("tid"u8, 0);
        EndObject();
    }

    public void Finish()
    {
        _output.Write("]}"u8);
        _output.EndLine();
    }

    public void Dispose() => _json.Dispose();

    private void WriteName(string what, long process, long thread, string name)
    {
        StartObject();
        _json.WriteString("ph"u8, "M"u8);
        _json.WriteString("name"u8, what);
        _json.WriteNumber("pid"u8, process);
        _json.WriteNumber("tid"u8, thread);
        _json.WriteStartObject("args"u8);
        _json.WriteString("name"u8, name);
        _json.WriteEndObject();
        EndObject();
    }

    private void Start(ReadOnlySpan<byte> phase, in TraceEvent item, TraceThread thread, string name)
    {
        StartObject();
        _json.WriteString("ph"u8, phase);
        _json.WriteString("name"u8, name);
        _json.WriteString("cat"u8, ProviderOf(item.Name));
        WriteTime(item.Timestamp);
        _json.WriteNumber("pid"u8, ThreadNumbers.ProcessId(thread));
        _json.WriteNumber("tid"u8, ThreadNumbers.ThreadId(thread));
    }

    private void WriteKey(SpanRule rule, in SpanKey key)
    {
        if (key.Thread is null)
        {
            _json.WriteString("id"u8, $"{rule.Name} {key}");
        }
    }

    /// <summary>Microseconds with the nanoseconds behind the point, exact.</summary>
    private void WriteTime(long time)
    {
        long relative = time - _begin;
        Span<byte> text = stackalloc byte[32];
        string sign = relative < 0 ? "-" : "";
        (ulong whole, ulong rest) = ulong.DivRem((ulong)Math.Abs(relative), 1000);
        int length = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest:000}"), text);
        _json.WritePropertyName("ts"u8);
        _json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    private void EndWithArguments(in TraceEvent item)
    {
        _json.WriteStartObject("args"u8);
        WriteMembers(item.Fields);
        WriteMembers(item.CommonContext);
        WriteMembers(item.SpecificContext);
        if (item.Message is string message)
        {
            _json.WriteString("message"u8, message);
        }

        _json.WriteEndObject();
        EndObject();
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

    private void StartObject()
    {
        if (_hasEvents)
        {
            _output.Write((byte)',');
        }

        _hasEvents = true;
        _output.EndLine();
        _json.WriteStartObject();
    }

    private void EndObject()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
    }

    private static string ProviderOf(string name) => name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? name[..colon] : "event";
}
