namespace Tracing.Filters;

/// <summary>Checks that operators stand between what they can work on.</summary>
internal sealed class FilterChecker
{
    private readonly string _expression;
    private readonly IFilterSchema _schema;

    private FilterChecker(string expression, IFilterSchema schema)
    {
        _expression = expression;
        _schema = schema;
    }

    /// <summary>Checks a whole expression.</summary>
    /// <returns>False if it names a field that there is not: then no such event matches.</returns>
    /// <exception cref="FilterSyntaxException">It makes no sense for these fields.</exception>
    public static bool Check(string expression, FilterNode root, IFilterSchema schema)
    {
        FilterType type = new FilterChecker(expression, schema).TypeOf(root);
        return type switch
        {
            FilterType.Missing => false,
            FilterType.Text or FilterType.Compound => throw Error(expression, root, $"expected a condition, found {Describe(type)}"),
            _ => true,
        };
    }

    private FilterType TypeOf(FilterNode node) => node switch
    {
        FilterInteger integer => integer.Bits > long.MaxValue ? FilterType.Unsigned : FilterType.Signed,
        FilterFloat => FilterType.Float,
        FilterText => FilterType.Text,
        FilterField field => _schema.TypeOf(field),
        FilterUnary unary => TypeOf(unary),
        FilterBinary binary => TypeOf(binary),
        _ => throw new InvalidOperationException($"'{node}' is no part of a filter."),
    };

    private FilterType TypeOf(FilterUnary unary)
    {
        FilterType type = TypeOf(unary.Operand);
        if (type == FilterType.Missing)
        {
            return type;
        }

        if (unary.Operator == FilterOperator.Complement)
        {
            RequireInteger(unary.Operand, type, unary.Operator);
            return FilterType.Bits;
        }

        RequireNumber(unary.Operand, type, unary.Operator);
        return unary.Operator == FilterOperator.Not ? FilterType.Signed
            : type is FilterType.Float or FilterType.Unknown ? type
            : unary.Operator == FilterOperator.Minus ? FilterType.Signed
            : type == FilterType.Labelled ? FilterType.Signed : type;
    }

    private FilterType TypeOf(FilterBinary binary)
    {
        FilterType left = TypeOf(binary.Left);
        FilterType right = TypeOf(binary.Right);
        if (left == FilterType.Missing || right == FilterType.Missing)
        {
            return FilterType.Missing;
        }

        if (FilterOperators.IsComparison(binary.Operator))
        {
            CheckComparison(binary, left, right);
            return FilterType.Signed;
        }

        if (FilterOperators.IsLogic(binary.Operator))
        {
            RequireNumber(binary.Left, left, binary.Operator);
            RequireNumber(binary.Right, right, binary.Operator);
            return FilterType.Signed;
        }

        RequireInteger(binary.Left, left, binary.Operator);
        RequireInteger(binary.Right, right, binary.Operator);
        if (binary is { Operator: FilterOperator.ShiftLeft or FilterOperator.ShiftRight, Right: FilterInteger { Bits: > 63 } count })
        {
            throw Error(_expression, count, $"expected a shift of 0 to 63 bits, found {count.Bits}");
        }

        return FilterType.Bits;
    }

    private void CheckComparison(FilterBinary binary, FilterType left, FilterType right)
    {
        RequireScalar(binary.Left, left, binary.Operator);
        RequireScalar(binary.Right, right, binary.Operator);
        bool isLeftPattern = binary.Left is FilterText { Pattern.HasStar: true };
        bool isRightPattern = binary.Right is FilterText { Pattern.HasStar: true };
        if (isLeftPattern && isRightPattern)
        {
            throw Error(_expression, binary.Right, "expected a pattern on one side only");
        }

        if ((isLeftPattern || isRightPattern) && !FilterOperators.IsEquality(binary.Operator))
        {
            throw Error(_expression, isLeftPattern ? binary.Left : binary.Right, $"expected text without '*' beside '{FilterOperators.SignOf(binary.Operator)}'; '\\*' is the character");
        }

        if (!CanCompare(left, right, binary.Operator) && !CanCompare(right, left, binary.Operator))
        {
            throw Error(_expression, binary, $"expected two numbers or two texts around '{FilterOperators.SignOf(binary.Operator)}', found {Describe(left)} and {Describe(right)}");
        }
    }

    private static bool CanCompare(FilterType a, FilterType b, FilterOperator @operator) =>
        a == FilterType.Unknown
        || (IsNumber(a) && IsNumber(b))
        || (a == FilterType.Text && (b == FilterType.Text || (b == FilterType.Labelled && FilterOperators.IsEquality(@operator))));

    public static bool IsNumber(FilterType type) =>
        type is FilterType.Signed or FilterType.Unsigned or FilterType.Bits or FilterType.Float or FilterType.Labelled;

    private void RequireScalar(FilterNode node, FilterType type, FilterOperator @operator)
    {
        if (type == FilterType.Compound)
        {
            throw Error(_expression, node, $"expected a number or text beside '{FilterOperators.SignOf(@operator)}', found {Describe(type)}");
        }
    }

    private void RequireNumber(FilterNode node, FilterType type, FilterOperator @operator)
    {
        if (type is FilterType.Text or FilterType.Compound)
        {
            throw Error(_expression, node, $"expected a number beside '{FilterOperators.SignOf(@operator)}', found {Describe(type)}");
        }
    }

    private void RequireInteger(FilterNode node, FilterType type, FilterOperator @operator)
    {
        if (type is FilterType.Text or FilterType.Compound or FilterType.Float)
        {
            throw Error(_expression, node, $"expected an integer beside '{FilterOperators.SignOf(@operator)}', found {Describe(type)}");
        }
    }

    private static string Describe(FilterType type) => type switch
    {
        FilterType.Float => "a floating-point number",
        FilterType.Text => "text",
        FilterType.Labelled => "an enumeration",
        FilterType.Compound => "a structure or an array",
        _ => "an integer",
    };

    private static FilterSyntaxException Error(string expression, FilterNode node, string message) =>
        new(new FilterError(expression, node.Start, Math.Max(1, node.Length), message));
}
