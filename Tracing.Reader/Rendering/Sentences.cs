using System.Globalization;
using System.Text;
using Tracing.Reader.Records;

namespace Tracing.Reader.Rendering;

/// <summary>Takes a marker's sentence apart: text with <c>{name[,alignment][:format]}</c>, braces doubled to mean themselves.</summary>
internal static class Sentences
{
    /// <summary>Columns that an alignment may ask for.</summary>
    private const int MaxAlignment = 256;

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
        part = new SentencePart([], field, Math.Clamp(alignment, -MaxAlignment, MaxAlignment), format);
        return field >= 0;
    }
}
