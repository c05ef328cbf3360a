using System.Text;

namespace Tracing.Filters;

/// <summary>Takes the escapes out of a literal's text: C's, and <c>\*</c> for a star that is no pattern.</summary>
internal sealed class TextLiteral(string expression, int start, int end)
{
    private int _position = start;

    /// <summary>The text, split at the stars that are patterns.</summary>
    /// <param name="hasPatterns">Whether stars are.</param>
    /// <exception cref="FilterSyntaxException">An escape is none.</exception>
    public IReadOnlyList<string> Read(bool hasPatterns)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        while (_position < end)
        {
            char c = expression[_position++];
            if (c == '*' && hasPatterns)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            else if (c == '\\')
            {
                piece.Append(ReadEscape());
            }
            else
            {
                piece.Append(c);
            }
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private string ReadEscape()
    {
        int begin = _position - 1;
        char c = _position < end ? expression[_position++] : '\0';
        switch (c)
        {
            case 'n':
                return "\n";
            case 't':
                return "\t";
            case 'r':
                return "\r";
            case 'a':
                return "\a";
            case 'b':
                return "\b";
            case 'f':
                return "\f";
            case 'v':
                return "\v";
            case '\\' or '"' or '\'' or '?' or '*':
                return c.ToString();
            case 'x':
                return ReadCode(begin, 16, 2);
            case 'u':
                return ReadCode(begin, 16, 4);
            case 'U':
                return ReadCode(begin, 16, 8);
            case >= '0' and <= '7':
                _position--;
                return ReadCode(begin, 8, 3);
            default:
                throw new FilterSyntaxException(new FilterError(
                    expression,
                    begin,
                    _position - begin,
                    $"expected an escape such as \\n, \\x41, \\\\ or \\*, found '{expression[begin.._position]}'"));
        }
    }

    private string ReadCode(int begin, int radix, int maxDigits)
    {
        int first = _position;
        uint code = 0;
        while (_position < end && _position - first < maxDigits && char.IsAsciiHexDigit(expression[_position])
            && Convert.ToInt32(expression[_position].ToString(), 16) is var digit && digit < radix)
        {
            code = (code * (uint)radix) + (uint)digit;
            _position++;
        }

        return _position > first && Rune.IsValid(code)
            ? new Rune(code).ToString()
            : throw new FilterSyntaxException(new FilterError(expression, begin, _position - begin, $"expected the code of a character, found '{expression[begin.._position]}'"));
    }
}
