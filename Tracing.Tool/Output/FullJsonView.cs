using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Reader;

namespace Tracing.Tool.Output;

/// <summary>Events as JSON objects with all that they have, one a line. Losses are told on standard error: they are no events.</summary>
internal sealed class FullJsonView : IItemWriter, IDisposable
{
    private readonly LineWriter _output;
    private readonly Utf8JsonWriter _json;

    public FullJsonView(LineWriter output)
    {
        _output = output;
        _json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public void Write(in TraceEvent item)
    {
        if (item.Kind != TraceItemKind.Event)
        {
            Messages.Warn(item.ToString());
            return;
        }

        item.WriteJson(_json);
        _json.Flush();
        _json.Reset();
        _output.EndLine();
    }

    public void Dispose() => _json.Dispose();
}
