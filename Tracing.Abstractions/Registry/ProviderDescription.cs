using System.Globalization;
using System.Text;

namespace Tracing.Registry;

/// <summary>Reads the text in which the generator describes a provider's tracepoints.</summary>
/// <remarks>
/// Data rather than code, so that registering costs nothing and describing needs no compilation at run time. Lines, ended by LF:
/// <code>
/// tracepoint LEVEL NAME     begins a tracepoint; the level as a number, the name up to the line's end
/// format SENTENCE           a marker's sentence; \n, \r and \\ stand for themselves
///   TSDL                    two blanks, then one field declaration
/// </code>
/// Places in source come apart from it, one line <c>LINE PATH</c> for each tracepoint, since they change more often.
/// </remarks>
internal static class ProviderDescription
{
    private const string TracepointKey = "tracepoint ";
    private const string FormatKey = "format ";
    private const string FieldIndent = "  ";

    public static TracepointDescriptor[] Parse(TracepointProvider provider, ReadOnlySpan<byte> description, ReadOnlySpan<byte> locations, int count)
    {
        string[] places = Encoding.UTF8.GetString(locations).Split('\n');
        var result = new List<TracepointDescriptor>(count);
        var fields = new StringBuilder();
        (string Name, TracepointLevel Level)? current = null;
        string? format = null;

        foreach (string line in Encoding.UTF8.GetString(description).Split('\n'))
        {
            if (line.StartsWith(TracepointKey, StringComparison.Ordinal))
            {
                Finish();
                string[] parts = line[TracepointKey.Length..].Split(' ', 2);
                current = (parts[1], (TracepointLevel)int.Parse(parts[0], CultureInfo.InvariantCulture));
            }
            else if (line.StartsWith(FormatKey, StringComparison.Ordinal))
            {
                format = Unescape(line[FormatKey.Length..]);
            }
            else if (line.StartsWith(FieldIndent, StringComparison.Ordinal))
            {
                fields.Append(line, FieldIndent.Length, line.Length - FieldIndent.Length).Append('\n');
            }
        }

        Finish();
        return result.Count == count
            ? [.. result]
            : throw new InvalidOperationException(
                $"Provider '{provider.Name}' describes {result.Count} tracepoints but declares {count}: its generated code does not fit this version of Tracing.Abstractions. Rebuild the assembly '{provider.GetType().Assembly.GetName().Name}'.");

        void Finish()
        {
            if (current is var (name, level))
            {
                (string? file, int sourceLine) = result.Count < places.Length ? ParsePlace(places[result.Count]) : default;
                result.Add(new TracepointDescriptor(provider, result.Count, name, level, format, fields.ToString(), file, sourceLine));
                current = null;
            }

            format = null;
            fields.Clear();
        }
    }

    private static (string? File, int Line) ParsePlace(string place) =>
        place.Split(' ', 2) is [var line, var file] && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (file, number)
            : default;

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                result.Append(text[i] switch { 'n' => '\n', 'r' => '\r', char other => other });
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
