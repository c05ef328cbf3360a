using System.Globalization;
using System.Text;

namespace Tracing.Reader.Metadata;

/// <summary>Cuts TSDL text into tokens, one at a time.</summary>
internal sealed class TsdlLexer(string text, string file)
{
    private int _next;
    private int _line = 1;

    /// <summary>The comment right before the token that was read last, without its marks; null for none.</summary>
    public string? Comment { get; private set; }

    /// <summary>Reads the next token; at the end, the same End token again and again.</summary>
    public TsdlToken Read()
    {
        Comment = null;
        SkipBlanks();
        if (_next >= text.Length)
        {
            return new TsdlToken(TsdlTokenKind.End, "", 0, _line);
        }

        char c = text[_next];
        if (c == '"')
        {
            return ReadText();
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            int start = _next;
            while (_next < text.Length && (char.IsAsciiLetterOrDigit(text[_next]) || text[_next] == '_'))
            {
                _next++;
            }

            return new TsdlToken(TsdlTokenKind.Word, text[start.._next], 0, _line);
        }

        return char.IsAsciiDigit(c) ? ReadInteger() : ReadMark(c);
    }

    /// <summary>A malformed piece of text at the current line.</summary>
    public TraceFormatException Error(string expected, string found) => Error(_line, expected, found);

    /// <summary>A malformed piece of text.</summary>
    public TraceFormatException Error(int line, string expected, string found) =>
        new(new TraceProblem(file, -1, -1, $"line {line.ToString(CultureInfo.InvariantCulture)} of the metadata: expected {expected}", found));

    private TsdlToken ReadMark(char c)
    {
        string mark = c switch
        {
            ':' when Peek(1) == '=' => ":=",
            '.' when Peek(1) == '.' && Peek(2) == '.' => "...",
            _ when "{}()[]<>;:,.=-+*".Contains(c, StringComparison.Ordinal) => c.ToString(),
            _ => throw Error("TSDL", $"the character U+{(int)c:X4}"),
        };
        _next += mark.Length;
        return new TsdlToken(TsdlTokenKind.Mark, mark, 0, _line);
    }

    private char Peek(int ahead) => _next + ahead < text.Length ? text[_next + ahead] : '\0';

    private void SkipBlanks()
    {
        while (_next < text.Length)
        {
            char c = text[_next];
            if (c == '\n')
            {
                _line++;
                _next++;
            }
            else if (c is ' ' or '\t' or '\r' or '\v' or '\f')
            {
                _next++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                int end = text.IndexOf('\n', _next);
                _next = end < 0 ? text.Length : end;
            }
            else if (c == '/' && Peek(1) == '*')
            {
                // An unfinished comment at the end is what a writer that is still at it leaves: it hides nothing.
                int end = text.IndexOf("*/", _next + 2, StringComparison.Ordinal);
                int stop = end < 0 ? text.Length : end + 2;
                _line += text.AsSpan(_next, stop - _next).Count('\n');
                Comment = end < 0 ? null : text[(_next + 2)..end];
                _next = stop;
            }
            else
            {
                return;
            }
        }
    }

    private TsdlToken ReadInteger()
    {
        int start = _next;
        while (_next < text.Length && (char.IsAsciiLetterOrDigit(text[_next]) || text[_next] == '_'))
        {
            _next++;
        }

        ReadOnlySpan<char> digits = text.AsSpan(start, _next - start).TrimEnd("uUlL");
        bool isNumber = digits switch
        {
            ['0', 'x' or 'X', .. var hex] => ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) && Keep(value),
            ['0', 'b' or 'B', .. var binary] => ulong.TryParse(binary, NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture, out ulong value) && Keep(value),
            ['0', _, ..] => TryParseOctal(digits, out ulong value) && Keep(value),
            _ => ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && Keep(value),
        };
        return isNumber
            ? new TsdlToken(TsdlTokenKind.Integer, "", _value, _line)
            : throw Error("an integer of at most 64 bits", $"'{Shorten(text.AsSpan(start, _next - start))}'");
    }

    private ulong _value;

    private bool Keep(ulong value)
    {
        _value = value;
        return true;
    }

    private static bool TryParseOctal(ReadOnlySpan<char> digits, out ulong value)
    {
        value = 0;
        foreach (char digit in digits)
        {
            if (digit is < '0' or > '7' || value >> 61 != 0)
            {
                return false;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return true;
    }

    private TsdlToken ReadText()
    {
        int line = _line;
        var result = new StringBuilder();
        _next++;
        while (_next < text.Length)
        {
            char c = text[_next++];
            switch (c)
            {
                case '"':
                    return new TsdlToken(TsdlTokenKind.Text, result.ToString(), 0, line);
                case '\\':
                    result.Append(ReadEscape());
                    break;
                case '\0':
                    throw Error("the text of a string", "a NUL character");
                case '\n':
                    _line++;
                    result.Append(c);
                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        throw Error(line, "the closing quote of a string", "the end of the metadata");
    }

    private char ReadEscape()
    {
        char c = Peek(0);
        _next++;
        switch (c)
        {
            case 'a': return '\a';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case '"' or '\\' or '\'' or '?': return c;
            case 'x':
                int value = 0;
                int digits = 0;
                for (; digits < 2 && char.IsAsciiHexDigit(Peek(0)); digits++)
                {
                    value = (value << 4) | int.Parse(text.AsSpan(_next++, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                }

                return digits > 0 ? (char)value : throw Error("hexadecimal digits behind \\x", "none");
            case >= '0' and <= '7':
                value = c - '0';
                for (digits = 1; digits < 3 && Peek(0) is >= '0' and <= '7'; digits++)
                {
                    value = (value << 3) | (text[_next++] - '0');
                }

                return (char)value;
            default:
                throw Error("an escape sequence of C", $"'\\{c}'");
        }
    }

    private static string Shorten(ReadOnlySpan<char> found) => found.Length <= 40 ? found.ToString() : string.Concat(found[..40], "...");
}
