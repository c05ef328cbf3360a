using System.Globalization;

namespace Tracing.Filters;

/// <remarks>Numbers, text and characters, written as in C.</remarks>
internal sealed partial class FilterLexer
{
    private FilterToken ReadNumber()
    {
        int start = _position;
        while (_position < expression.Length && (IsNamePart(expression[_position]) || expression[_position] == '.' || IsExponentSign()))
        {
            _position++;
        }

        string text = expression[start.._position];
        if (IsHexadecimal(text))
        {
            return ParseInteger(start, text, text[2..].TrimEnd('u', 'U', 'l', 'L'), 16);
        }

        string digits = text.TrimEnd('u', 'U', 'l', 'L');
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
        {
            return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value)
                ? new FilterToken(FilterTokenKind.Float, start, text.Length, text, Float: value)
                : throw Error(start, text.Length, $"expected a number, found '{text}'");
        }

        return digits.Length > 1 && digits[0] == '0'
            ? ParseInteger(start, text, digits[1..], 8)
            : ParseInteger(start, text, digits, 10);
    }

    /// <summary>The sign in <c>1e-3</c> belongs to the number; that in <c>0xe-3</c> does not.</summary>
    private bool IsExponentSign()
    {
        int start = _position;
        while (start > 0 && (IsNamePart(expression[start - 1]) || expression[start - 1] == '.'))
        {
            start--;
        }

        return expression[_position] is '+' or '-'
            && expression[_position - 1] is 'e' or 'E'
            && !IsHexadecimal(expression[start.._position]);
    }

    private static bool IsHexadecimal(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private FilterToken ParseInteger(int start, string text, string digits, uint radix)
    {
        ulong value = 0;
        foreach (char c in digits)
        {
            uint digit = char.IsAsciiHexDigit(c) ? (uint)Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
            {
                string kind = radix == 16 ? "hexadecimal" : radix == 8 ? "octal" : "decimal";
                throw Error(start, text.Length, $"expected {kind} digits, found '{text}'");
            }

            if (value > (ulong.MaxValue - digit) / radix)
            {
                throw Error(start, text.Length, $"expected an integer of at most 64 bits, found '{text}'");
            }

            value = (value * radix) + digit;
        }

        return digits.Length > 0
            ? new FilterToken(FilterTokenKind.Integer, start, text.Length, text, Integer: value)
            : throw Error(start, text.Length, $"expected digits behind '{text}'");
    }

    private FilterToken ReadText()
    {
        int start = _position++;
        while (_position < expression.Length && expression[_position] != '"')
        {
            _position += expression[_position] == '\\' ? 2 : 1;
        }

        if (_position >= expression.Length)
        {
            _position = expression.Length;
            throw Error(start, 1, "expected a '\"' that ends the text begun here");
        }

        _position++;
        return new FilterToken(FilterTokenKind.Text, start, _position - start, expression[(start + 1)..(_position - 1)]);
    }

    private FilterToken ReadCharacter()
    {
        int start = _position++;
        int end = _position;
        while (end < expression.Length && expression[end] != '\'')
        {
            end += expression[end] == '\\' ? 2 : 1;
        }

        if (end >= expression.Length)
        {
            throw Error(start, 1, "expected a ''' that ends the character begun here");
        }

        IReadOnlyList<string> pieces = new TextLiteral(expression, _position, end).Read(hasPatterns: false);
        _position = end + 1;
        string character = pieces[0];
        return character.Length == 1 || (character.Length == 2 && char.IsSurrogatePair(character, 0))
            ? new FilterToken(FilterTokenKind.Integer, start, _position - start, expression[start.._position], Integer: (ulong)char.ConvertToUtf32(character, 0))
            : throw Error(start, _position - start, $"expected one character between the quotes, found {character.Length}");
    }
}
