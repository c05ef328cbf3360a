using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracing.Tool.Output;

/// <summary>A command's data as one JSON text on standard output.</summary>
internal static class JsonReport
{
    /// <summary>Writes it.</summary>
    /// <param name="write">Writes the one value.</param>
    public static void Write(Action<Utf8JsonWriter> write)
    {
        using var target = OutputTarget.Open(allowsPager: false);
        using (var json = new Utf8JsonWriter(target.Lines, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        target.Lines.EndLine();
    }
}
