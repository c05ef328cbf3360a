using System.Globalization;

namespace Tracing.Filters;

/// <summary>Splits a filter expression into words.</summary>
internal sealed partial class FilterLexer(string expression)
{
    private const string ContextPrefix = "$ctx.";

    private int _position;

    /// <summary>The next word.</summary>
    /// <exception cref="FilterSyntaxException">There is none.</exception>
    public FilterToken Next()
    {
        while (_position < expression.Length && char.IsWhiteSpace(expression[_position]))
        {
            _position++;
        }

        if (_position == expression.Length)
        {
            return new FilterToken(FilterTokenKind.End, expression.Length, 0);
        }

        char c = expression[_position];
        return c switch
        {
            '$' => ReadContext(),
            '"' => ReadText(),
            '\'' => ReadCharacter(),
            '(' => Single(FilterTokenKind.LeftParenthesis),
            ')' => Single(FilterTokenKind.RightParenthesis),
            '[' => Single(FilterTokenKind.LeftBracket),
            ']' => Single(FilterTokenKind.RightBracket),
            '.' when !IsDigit(_position + 1) => Single(FilterTokenKind.Dot),
            _ when char.IsAsciiDigit(c) || c == '.' => ReadNumber(),
            _ when IsNameStart(c) => ReadName(),
            _ => ReadOperator(),
        };
    }

    private FilterToken Single(FilterTokenKind kind) => new(kind, _position++, 1, expression[_position - 1].ToString());

    private FilterToken ReadContext()
    {
        if (string.CompareOrdinal(expression, _position, ContextPrefix, 0, ContextPrefix.Length) != 0)
        {
            throw Error(_position, 1, "expected '$ctx.' before the name of a context");
        }

        int start = _position;
        _position += ContextPrefix.Length;
        return new FilterToken(FilterTokenKind.Context, start, ContextPrefix.Length, ContextPrefix);
    }

    private FilterToken ReadName()
    {
        int start = _position;
        while (_position < expression.Length && IsNamePart(expression[_position]))
        {
            _position++;
        }

        return new FilterToken(FilterTokenKind.Identifier, start, _position - start, expression[start.._position]);
    }

    private FilterToken ReadOperator()
    {
        foreach ((string sign, FilterOperator @operator) in FilterOperators.All)
        {
            if (string.CompareOrdinal(expression, _position, sign, 0, sign.Length) == 0)
            {
                _position += sign.Length;
                return new FilterToken(FilterTokenKind.Operator, _position - sign.Length, sign.Length, sign, @operator);
            }
        }

        char c = expression[_position];
        throw Error(_position, 1, c switch
        {
            '=' => "expected '==' to compare, found '='",
            '*' or '/' or '%' => $"expected an operator, found '{c}': filters do not calculate",
            _ => string.Create(CultureInfo.InvariantCulture, $"expected a value or an operator, found '{c}'"),
        });
    }

    private bool IsDigit(int position) => position < expression.Length && char.IsAsciiDigit(expression[position]);

    private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsNamePart(char c) => c == '_' || char.IsLetterOrDigit(c);

    private FilterSyntaxException Error(int start, int length, string message) =>
        new(new FilterError(expression, start, length, message));
}
