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
    public static string Event(TracepointDescriptor tracepoint, uint streamClass, ushort id)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            event {
                name = {{Quote(tracepoint.FullName)}};
                id = {{id}};
                stream_id = {{streamClass}};
                loglevel = {{(int)tracepoint.Level}};

            """);
        if (tracepoint.Format is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"    model.emf.uri = {Quote(MarkerScheme + tracepoint.Format)};\n");
        }

        text.Append("    fields := struct {\n");
        foreach (string field in tracepoint.Fields.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append("        ").Append(field).Append('\n');
        }

        return text.Append("    };\n};\n").ToString();
    }
}
