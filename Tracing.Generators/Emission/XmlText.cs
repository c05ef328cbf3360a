using System.Globalization;
using System.Text;

namespace Tracing.Generators.Emission;

/// <summary>Text inside doc comments.</summary>
internal static class XmlText
{
    /// <summary>The text without markup, and without characters that XML or a comment line cannot hold.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                _ when char.IsSurrogate(c) || c >= '\uFFFE' || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
                    result.Append('?'),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }
}
