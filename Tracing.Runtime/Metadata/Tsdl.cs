using System.Buffers;
using System.Globalization;
using System.Text;
using Tracing.Registry;
using Tracing.Runtime.Context;

namespace Tracing.Runtime.Metadata;

/// <summary>Pieces of CTF 1.8's description language.</summary>
internal static class Tsdl
{
    /// <summary>
    /// Before a marker's sentence in <c>model.emf.uri</c>, the one free string of an event class that every reader carries.
    /// </summary>
    private const string MarkerScheme = "marker:";

    /// <summary>What does not stand in a literal as it is: quotes, backslashes, and the control characters of Latin-1, which are all there are.</summary>
    private static readonly SearchValues<char> s_special = SearchValues.Create(
        ['"', '\\', .. Enumerable.Range(0, 0x20).Select(static code => (char)code), .. Enumerable.Range(0x7F, 0x21).Select(static code => (char)code)]);

    /// <summary>A string literal.</summary>
    public static string Quote(string text)
    {
        if (!text.AsSpan().ContainsAny(s_special))
        {
            return $"\"{text}\"";
        }

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

    /// <summary>Adds the block that declares a stream class: a channel.</summary>
    /// <param name="text">What it is added to.</param>
    /// <param name="streamClass">Its number.</param>
    /// <param name="isCpu">Whether it has a ring for each processor, not for each thread.</param>
    /// <param name="contexts">What each event has besides its fields; null for nothing.</param>
    public static void AppendStream(StringBuilder text, uint streamClass, bool isCpu, ContextPlan? contexts)
    {
        text.Append(CultureInfo.InvariantCulture, $$"""
            stream {
                id = {{streamClass}};
                packet.context := struct {{(isCpu ? "packet_context_cpu" : "packet_context")}};
                event.header := struct event_header_large;

            """);
        if (contexts is not null)
        {
            text.Append("    event.context := struct {\n");
            foreach (string field in contexts.Declarations)
            {
                text.Append("        ").Append(field).Append('\n');
            }

            text.Append("    };\n");
        }

        text.Append("};\n");
    }

    /// <summary>Adds the block that declares an event class: a tracepoint in a channel.</summary>
    public static void AppendEvent(StringBuilder text, TracepointDescriptor tracepoint, uint streamClass, ushort id) =>
        AppendEvent(AppendSource(text, tracepoint), tracepoint.FullName, streamClass, id, tracepoint.Level, tracepoint.Format, tracepoint.Fields);

    /// <summary>
    /// Adds where a tracepoint is declared, as a comment: TSDL's blocks for that, <c>callsite</c>, make babeltrace2 warn, once for each. Tracing.Reader knows it.
    /// </summary>
    private static StringBuilder AppendSource(StringBuilder text, TracepointDescriptor tracepoint)
    {
        if (tracepoint.SourceFile is not { } file || file.Contains("*/", StringComparison.Ordinal) || file.AsSpan().ContainsAny(s_special))
        {
            return text;
        }

        return text.Append(CultureInfo.InvariantCulture, $"/* declared in {file}:{tracepoint.SourceLine} */\n");
    }

    /// <summary>Adds the block that declares an event class.</summary>
    /// <param name="text">What it is added to.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="streamClass">The stream class that it is in.</param>
    /// <param name="id">Its number there.</param>
    /// <param name="level">How severe or detailed it is.</param>
    /// <param name="format">A marker's sentence; null for none.</param>
    /// <param name="fields">Its fields as declarations, one a line.</param>
    public static void AppendEvent(StringBuilder text, string name, uint streamClass, ushort id, TracepointLevel level, string? format, string fields)
    {
        text.Append("event {\n    name = ").Append(Quote(name));
        text.Append(";\n    id = ").Append(id);
        text.Append(";\n    stream_id = ").Append(streamClass);
        text.Append(";\n    loglevel = ").Append((int)level).Append(";\n");
        if (format is not null)
        {
            text.Append("    model.emf.uri = ").Append(Quote(MarkerScheme + format)).Append(";\n");
        }

        text.Append("    fields := struct {\n");
        foreach (ReadOnlySpan<char> field in fields.AsSpan().EnumerateLines())
        {
            if (!field.IsEmpty)
            {
                text.Append("        ").Append(field).Append('\n');
            }
        }

        text.Append("    };\n};\n");
    }
}
