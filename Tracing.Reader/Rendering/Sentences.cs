using System.Globalization;
using System.Text;
using Tracing.Markers;
using Tracing.Reader.Records;

namespace Tracing.Reader.Rendering;

/// <summary>Takes a marker's sentence apart: text with <c>{name[,alignment][:format]}</c>, braces doubled to mean themselves.</summary>
internal static class Sentences
{
    public static SentencePart[] Parse(string sentence, FieldNode payload)
    {
        var parts = new List<SentencePart>();
        var text = new StringBuilder();
        for (int i = 0; i < sentence.Length; i++)
        {
            char c = sentence[i];
            if (c is '{' or '}' && i + 1 < sentence.Length && sentence[i + 1] == c)
            {
                text.Append(c);
                i++;
                continue;
            }

            int end = c == '{' ? sentence.IndexOf('}', i) : -1;
            if (end < 0 || !TryParsePlaceholder(sentence[(i + 1)..end], payload, out SentencePart part))
            {
                // What is no placeholder of ours stays as it is.
                text.Append(c);
                continue;
            }

            if (text.Length > 0)
            {
                parts.Add(new SentencePart(Encoding.UTF8.GetBytes(text.ToString()), -1, 0, null));
                text.Clear();
            }

            parts.Add(part);
            i = end;
        }

        if (text.Length > 0)
        {
            parts.Add(new SentencePart(Encoding.UTF8.GetBytes(text.ToString()), -1, 0, null));
        }

        return [.. parts];
    }

    /// <summary>False where no field has the name. What else is wrong with a placeholder of a foreign trace is left aside.</summary>
    private static bool TryParsePlaceholder(string inside, FieldNode payload, out SentencePart part)
    {
        int colon = inside.IndexOf(':', StringComparison.Ordinal);
        string? format = colon < 0 ? null : inside[(colon + 1)..];
        string head = colon < 0 ? inside : inside[..colon];
        int comma = head.IndexOf(',', StringComparison.Ordinal);
        string name = (comma < 0 ? head : head[..comma]).Trim();
        int alignment = 0;
        if (comma >= 0)
        {
            _ = int.TryParse(head.AsSpan(comma + 1), NumberStyles.Integer, CultureInfo.InvariantCulture, out alignment);
        }

        int field = Array.FindIndex(payload.Children, node => node.Name == name);
        if (field >= 0 && format is not null && FormatSpecifier.FaultOf(format, SpecifierKinds.Of(payload.Children[field])) is not null)
        {
            format = null;
        }

        part = new SentencePart([], field, Math.Clamp(alignment, -MarkerLimits.MaxAlignment, MarkerLimits.MaxAlignment), format);
        return field >= 0;
    }
}
