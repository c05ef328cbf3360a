using System.Globalization;

namespace Tracing.Reader.Rendering;

/// <summary>A marker's sentence with the fields filled in.</summary>
internal static class SentenceText
{
    public static void Write(in FieldList fields, SentencePart[] parts, Utf8Output output)
    {
        foreach (SentencePart part in parts)
        {
            if (part.Field < 0)
            {
                output.Write(part.Literal);
            }
            else if (part is { Alignment: 0, Format: null })
            {
                ValueText.Write(fields[part.Field], output, isQuoted: false);
            }
            else
            {
                output.Write(Pad(Format(fields[part.Field], part.Format), part.Alignment));
            }
        }
    }

    private static string Format(in FieldValue value, string? format)
    {
        try
        {
            return format is not null && value.ToObject() is IFormattable formattable
                ? formattable.ToString(format, CultureInfo.InvariantCulture)
                : value.AsString();
        }
        catch (FormatException)
        {
            // The format is the program's; a wrong one must not keep the event from being shown.
            return value.AsString();
        }
    }

    private static string Pad(string text, int alignment) => alignment < 0 ? text.PadRight(-alignment) : text.PadLeft(alignment);
}
