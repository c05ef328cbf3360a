using System.Globalization;
using System.Text;
using Tracing.Registry;

namespace Tracing.Runtime.Metadata;

/// <summary>Pieces of CTF 1.8's description language.</summary>
internal static class Tsdl
{
    /// <summary>
    /// Before a marker's sentence in <c>model.emf.uri</c>, the one free string of an event class that every reader carries.
    /// </summary>
    private const string MarkerScheme = "marker:";

    /// <summary>A string literal.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (char unit in text)
        {
            _ = unit switch
            {
                '"' or '\\' => result.Append('\\').Append(unit),
                '\n' => result.Append("\\n"),
                '\t' => result.Append("\\t"),

                // A NUL or another control character in the metadata is a syntax error to some readers.
                _ when char.IsControl(unit) => result.Append('\uFFFD'),
                _ => result.Append(unit),
            };
        }

        return result.Append('"').ToString();
    }

    /// <summary>The block that declares a stream class: a channel.</summary>
    /// <param name="streamClass">Its number.</param>
    /// <param name="isCpu">Whether it has a ring for each processor, not for each thread.</param>
    public static string Stream(uint streamClass, bool isCpu) => string.Create(CultureInfo.InvariantCulture, $$"""
        stream {
            id = {{streamClass}};
            packet.context := struct {{(isCpu ? "packet_context_cpu" : "packet_context")}};
            event.header := struct event_header_large;
        };

        """);

    /// <summary>The block that declares an event class: a tracepoint in a channel.</summary>
    public static string Event(TracepointDescriptor tracepoint, uint streamClass, ushort id) =>
        Event(tracepoint.FullName, streamClass, id, tracepoint.Level, tracepoint.Format, tracepoint.Fields);

    /// <summary>The block that declares an event class.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="streamClass">The stream class that it is in.</param>
    /// <param name="id">Its number there.</param>
    /// <param name="level">How severe or detailed it is.</param>
    /// <param name="format">A marker's sentence; null for none.</param>
    /// <param name="fields">Its fields as declarations, one a line.</param>
    public static string Event(string name, uint streamClass, ushort id, TracepointLevel level, string? format, string fields)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            event {
                name = {{Quote(name)}};
                id = {{id}};
                stream_id = {{streamClass}};
                loglevel = {{(int)level}};

            """);
        if (format is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"    model.emf.uri = {Quote(MarkerScheme + format)};\n");
        }

        text.Append("    fields := struct {\n");
        foreach (string field in fields.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append("        ").Append(field).Append('\n');
        }

        return text.Append("    };\n};\n").ToString();
    }
}
