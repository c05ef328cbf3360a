using System.Globalization;
using Tracing.Markers;

namespace Tracing.Generators.Parsing;

/// <summary>A place in a marker's sentence for a parameter.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Specifier">The format specifier, or null.</param>
internal sealed record Placeholder(string Name, string? Specifier);

/// <summary>Reads a marker's sentence: text with <c>{name[,alignment][:specifier]}</c>, braces doubled to mean themselves.</summary>
internal static class MarkerFormat
{
    /// <summary>Finds the placeholders; returns what is wrong with the sentence, or null.</summary>
    public static string? Read(string format, List<Placeholder> placeholders)
    {
        int i = 0;
        while (i < format.Length)
        {
            char c = format[i++];
            if (c is not ('{' or '}'))
            {
                continue;
            }

            if (i < format.Length && format[i] == c)
            {
                i++;
                continue;
            }

            if (c == '}')
            {
                return $"the '}}' at position {i - 1} closes nothing; write '}}}}' for the brace itself";
            }

            int end = format.IndexOf('}', i);
            if (end < 0 || format.IndexOf('{', i, end - i) >= 0)
            {
                return $"the '{{' at position {i - 1} is not closed; write '{{{{' for the brace itself";
            }

            if (ReadPlaceholder(format.Substring(i, end - i), i - 1, placeholders) is { } fault)
            {
                return fault;
            }

            i = end + 1;
        }

        return null;
    }

    private static string? ReadPlaceholder(string inside, int position, List<Placeholder> placeholders)
    {
        int colon = inside.IndexOf(':');
        string head = colon < 0 ? inside : inside.Substring(0, colon);
        int comma = head.IndexOf(',');
        string name = (comma < 0 ? head : head.Substring(0, comma)).Trim();
        if (name.Length == 0)
        {
            return $"the placeholder at position {position} names no parameter";
        }

        if (comma >= 0 && !IsAlignment(head.Substring(comma + 1)))
        {
            return $"the alignment '{head.Substring(comma + 1)}' of '{{{inside}}}' is no whole number from -{MarkerLimits.MaxAlignment} to {MarkerLimits.MaxAlignment}";
        }

        placeholders.Add(new Placeholder(name, colon < 0 ? null : inside.Substring(colon + 1)));
        return null;
    }

    private static bool IsAlignment(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int columns)
        && columns is >= -MarkerLimits.MaxAlignment and <= MarkerLimits.MaxAlignment;
}
