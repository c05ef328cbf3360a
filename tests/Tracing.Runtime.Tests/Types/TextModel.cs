using System.Text;

namespace Tracing.Runtime.Tests.Types;

/// <summary>What a text must become, worked out slowly and obviously, with nothing of the writer's and little of .NET's.</summary>
internal static class TextModel
{
    private const char NulSymbol = '\u2400';
    private const char Replacement = '\uFFFD';

    /// <summary>Table 3-7 of the Unicode Standard: the well-formed UTF-8 byte sequences, as ranges of each byte.</summary>
    private static readonly (byte First, byte Last)[][] s_wellFormed =
    [
        [(0x00, 0x7F)],
        [(0xC2, 0xDF), (0x80, 0xBF)],
        [(0xE0, 0xE0), (0xA0, 0xBF), (0x80, 0xBF)],
        [(0xE1, 0xEC), (0x80, 0xBF), (0x80, 0xBF)],
        [(0xED, 0xED), (0x80, 0x9F), (0x80, 0xBF)],
        [(0xEE, 0xEF), (0x80, 0xBF), (0x80, 0xBF)],
        [(0xF0, 0xF0), (0x90, 0xBF), (0x80, 0xBF), (0x80, 0xBF)],
        [(0xF1, 0xF3), (0x80, 0xBF), (0x80, 0xBF), (0x80, 0xBF)],
        [(0xF4, 0xF4), (0x80, 0x8F), (0x80, 0xBF), (0x80, 0xBF)],
    ];

    /// <summary>The text with what a trace cannot hold replaced.</summary>
    public static string Mend(string text)
    {
        var result = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == 0)
            {
                result.Append(NulSymbol);
            }
            else if (text[i] is < '\uD800' or > '\uDFFF')
            {
                result.Append(text[i]);
            }
            else if (text[i] <= '\uDBFF' && i + 1 < text.Length && text[i + 1] is >= '\uDC00' and <= '\uDFFF')
            {
                result.Append(text[i]).Append(text[++i]);
            }
            else
            {
                result.Append(Replacement);
            }
        }

        return result.ToString();
    }

    /// <summary>The same for UTF-8: each longest beginning of a well-formed sequence becomes one replacement, as the Unicode Standard advises.</summary>
    public static byte[] Mend(byte[] text)
    {
        var result = new List<byte>();
        for (int i = 0; i < text.Length;)
        {
            int longest = 1;
            bool isWhole = false;
            foreach ((byte First, byte Last)[] row in s_wellFormed)
            {
                int length = 0;
                while (length < row.Length && i + length < text.Length && text[i + length] >= row[length].First && text[i + length] <= row[length].Last)
                {
                    length++;
                }

                isWhole |= length == row.Length;
                longest = Math.Max(longest, length);
            }

            if (!isWhole)
            {
                result.AddRange([0xEF, 0xBF, 0xBD]);
            }
            else if (text[i] == 0)
            {
                result.AddRange([0xE2, 0x90, 0x80]);
            }
            else
            {
                result.AddRange(text.AsSpan(i, longest));
            }

            i += longest;
        }

        return [.. result];
    }

    /// <summary>Well-formed UTF-16 as UTF-8.</summary>
    public static byte[] Encode(string text)
    {
        var result = new List<byte>();
        for (int i = 0; i < text.Length; i++)
        {
            int point = text[i];
            if (point is >= 0xD800 and <= 0xDFFF)
            {
                point = 0x10000 + ((point - 0xD800) << 10) + (text[++i] - 0xDC00);
            }

            if (point < 0x80)
            {
                result.Add((byte)point);
            }
            else if (point < 0x800)
            {
                result.AddRange([(byte)(0xC0 | (point >> 6)), Rest(point)]);
            }
            else if (point < 0x10000)
            {
                result.AddRange([(byte)(0xE0 | (point >> 12)), Rest(point >> 6), Rest(point)]);
            }
            else
            {
                result.AddRange([(byte)(0xF0 | (point >> 18)), Rest(point >> 12), Rest(point >> 6), Rest(point)]);
            }
        }

        return [.. result];
    }

    private static byte Rest(int bits) => (byte)(0x80 | (bits & 0x3F));
}
