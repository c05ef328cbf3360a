namespace Tracing.Filters;

/// <summary>Builds the tree of a filter expression by the operators' precedence.</summary>
internal sealed class FilterParser
{
    /// <summary>Characters of an expression; LTTng's limit for its compiled form is of this size.</summary>
    public const int MaxLength = 1 << 16;

    /// <summary>Parentheses and signs inside of each other, and operators in all: what keeps the stack bounded.</summary>
    private const int MaxDepth = 128;
    private const int MaxOperators = 2048;

    private readonly string _expression;
    private readonly FilterLexer _lexer;
    private FilterToken _token;
    private int _end;
    private int _depth;
    private int _operators;

    private FilterParser(string expression)
    {
        _expression = expression;
        _lexer = new FilterLexer(expression);
        _token = _lexer.Next();
    }

    /// <summary>Parses an expression and checks what can be checked without fields.</summary>
    /// <exception cref="FilterSyntaxException">It is none.</exception>
    public static FilterNode Parse(string expression)
    {
        if (expression.Length > MaxLength)
        {
            throw new FilterSyntaxException(new FilterError(expression[..32] + "…", 0, 1, $"expected at most {MaxLength} characters, found {expression.Length}"));
        }

        var parser = new FilterParser(expression);
        FilterNode root = parser.ReadBinary(1);
        if (parser._token.Kind != FilterTokenKind.End)
        {
            throw parser.Expected("an operator");
        }

        FilterChecker.Check(expression, root, AnySchema.Instance);
        return root;
    }

    private FilterNode ReadBinary(int minPrecedence)
    {
        FilterNode left = ReadUnary();
        while (_token.Kind == FilterTokenKind.Operator)
        {
            FilterOperator @operator = _token.Operator;
            int precedence = FilterOperators.Precedence(@operator);
            if (precedence == 0)
            {
                // `a - b`: what has no second operand in this grammar.
                throw @operator is FilterOperator.Plus or FilterOperator.Minus
                    ? Error(_token, $"expected an operator, found '{_token.Text}': filters do not calculate")
                    : Expected("an operator");
            }

            if (precedence < minPrecedence)
            {
                break;
            }

            CountOperator();
            Take();
            FilterNode right = ReadBinary(precedence + 1);
            left = new FilterBinary(left.Start, right.Start + right.Length - left.Start, @operator, left, right);
        }

        return left;
    }

    private FilterNode ReadUnary()
    {
        if (++_depth > MaxDepth)
        {
            throw Error(_token, $"expected at most {MaxDepth} parentheses and signs inside of each other");
        }

        FilterNode node;
        if (_token.Kind == FilterTokenKind.Operator && FilterOperators.IsUnary(_token.Operator))
        {
            FilterToken sign = _token;
            CountOperator();
            Take();
            FilterNode operand = ReadUnary();
            node = new FilterUnary(sign.Start, operand.Start + operand.Length - sign.Start, sign.Operator, operand);
        }
        else
        {
            node = ReadPrimary();
        }

        _depth--;
        return node;
    }

    private FilterNode ReadPrimary()
    {
        FilterToken token = _token;
        switch (token.Kind)
        {
            case FilterTokenKind.Integer:
                Take();
                return new FilterInteger(token.Start, token.Length, token.Integer);
            case FilterTokenKind.Float:
                Take();
                return new FilterFloat(token.Start, token.Length, token.Float);
            case FilterTokenKind.Text:
                Take();
                var literal = new TextLiteral(_expression, token.Start + 1, token.Start + token.Length - 1);
                return new FilterText(token.Start, token.Length, TextPattern.Of(literal.Read(hasPatterns: true)));
            case FilterTokenKind.Identifier:
                return ReadField(isContext: false);
            case FilterTokenKind.Context:
                Take();
                return _token.Kind == FilterTokenKind.Identifier && _token.Start == _end
                    ? ReadField(isContext: true)
                    : throw Expected("the name of a context");
            case FilterTokenKind.LeftParenthesis:
                Take();
                FilterNode inner = ReadBinary(1);
                if (_token.Kind != FilterTokenKind.RightParenthesis)
                {
                    throw Expected($"an operator or the ')' to the '(' in column {token.Start + 1}");
                }

                Take();
                return inner with { Start = token.Start, Length = _end - token.Start };
            default:
                throw Expected("a value");
        }
    }

    private FilterField ReadField(bool isContext)
    {
        int start = isContext ? _end - "$ctx.".Length : _token.Start;
        var steps = new List<FilterStep> { new(_token.Text, 0) };
        Take();
        while (true)
        {
            if (_token.Kind == FilterTokenKind.Dot)
            {
                Take();
                steps.Add(_token.Kind == FilterTokenKind.Identifier ? new FilterStep(_token.Text, 0) : throw Expected("the name of a field"));
                Take();
            }
            else if (_token.Kind == FilterTokenKind.LeftBracket)
            {
                Take();
                steps.Add(_token is { Kind: FilterTokenKind.Integer, Integer: <= int.MaxValue }
                    ? new FilterStep(null, (int)_token.Integer)
                    : throw Expected("an element's place, from 0"));
                Take();
                if (_token.Kind != FilterTokenKind.RightBracket)
                {
                    throw Expected("']'");
                }

                Take();
            }
            else
            {
                return new FilterField(start, _end - start, isContext, [.. steps]);
            }
        }
    }

    private void Take()
    {
        _end = _token.Start + _token.Length;
        _token = _lexer.Next();
    }

    private void CountOperator()
    {
        if (++_operators > MaxOperators)
        {
            throw Error(_token, $"expected at most {MaxOperators} operators");
        }
    }

    private FilterSyntaxException Expected(string what) =>
        Error(_token, $"expected {what}, found {(_token.Kind == FilterTokenKind.End ? "the end" : $"'{_expression.Substring(_token.Start, _token.Length)}'")}");

    private FilterSyntaxException Error(FilterToken token, string message) =>
        new(new FilterError(_expression, token.Start, Math.Max(1, token.Length), message));
}
