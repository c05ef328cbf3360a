using System.Globalization;
using System.Text;

namespace Tracing.Generators.Emission;

/// <summary>Writes lines of text as a UTF-8 literal that can be read as it stands.</summary>
internal static class Utf8Literal
{
    private const int LeastQuotes = 3;

    /// <summary>Writes a property that returns the lines, each ended by LF but for the last.</summary>
    public static void Property(IndentedWriter writer, string header, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            writer.Line(header + " => default;");
            return;
        }

        writer.Line(header + " =>");
        writer.Indent();
        if (lines.All(IsPlain))
        {
            string quotes = new('"', Math.Max(LeastQuotes, lines.Max(LongestQuotes) + 1));
            writer.Line(quotes);
            foreach (string line in lines)
            {
                writer.Line(line);
            }

            writer.Line(quotes + "u8;");
        }
        else
        {
            // A raw literal cannot hold every character; an escaped one can.
            for (int i = 0; i < lines.Count; i++)
            {
                bool isLast = i == lines.Count - 1;
                writer.Line($"\"{Escape(lines[i])}{(isLast ? "" : "\\n")}\"u8{(isLast ? ";" : " +")}");
            }
        }

        writer.Unindent();
    }

    /// <summary>Whether a raw literal can hold the line: no other line ends, no halves of characters.</summary>
    private static bool IsPlain(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (IsSpecial(line, i))
            {
                return false;
            }

            i += char.IsSurrogate(line[i]) ? 1 : 0;
        }

        return true;
    }

    private static bool IsSpecial(string line, int i) =>
        char.GetUnicodeCategory(line[i]) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (char.IsSurrogate(line[i]) && !char.IsSurrogatePair(line, i));

    private static int LongestQuotes(string line)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in line)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string Escape(string line)
    {
        var result = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c is '"' or '\\')
            {
                result.Append('\\').Append(c);
            }
            else if (char.IsSurrogatePair(line, i))
            {
                result.Append(c).Append(line[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                result.Append("\\uFFFD");
            }
            else if (IsSpecial(line, i))
            {
                result.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }
}
