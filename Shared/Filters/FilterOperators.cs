namespace Tracing.Filters;

/// <summary>How operators are written and how tightly they bind.</summary>
internal static class FilterOperators
{
    /// <summary>Longest first, so that the lexer takes the whole of one.</summary>
    public static readonly (string Sign, FilterOperator Operator)[] All =
    [
        ("||", FilterOperator.Or),
        ("&&", FilterOperator.And),
        ("==", FilterOperator.Equal),
        ("!=", FilterOperator.NotEqual),
        ("<=", FilterOperator.LessOrEqual),
        (">=", FilterOperator.GreaterOrEqual),
        ("<<", FilterOperator.ShiftLeft),
        (">>", FilterOperator.ShiftRight),
        ("<", FilterOperator.Less),
        (">", FilterOperator.Greater),
        ("|", FilterOperator.BitOr),
        ("^", FilterOperator.BitXor),
        ("&", FilterOperator.BitAnd),
        ("+", FilterOperator.Plus),
        ("-", FilterOperator.Minus),
        ("!", FilterOperator.Not),
        ("~", FilterOperator.Complement),
    ];

    /// <summary>
    /// LTTng's order, from the loosest, 1, up; 0 for what has one operand only. Unlike in C, bit operations bind tighter than
    /// comparisons: <c>flags &amp; 4 == 4</c> is <c>(flags &amp; 4) == 4</c>. Source: the manual page lttng-event-rule(7).
    /// </summary>
    public static int Precedence(FilterOperator @operator) => @operator switch
    {
        FilterOperator.Or => 1,
        FilterOperator.And => 2,
        FilterOperator.Equal or FilterOperator.NotEqual => 3,
        FilterOperator.Less or FilterOperator.Greater or FilterOperator.LessOrEqual or FilterOperator.GreaterOrEqual => 4,
        FilterOperator.BitOr => 5,
        FilterOperator.BitXor => 6,
        FilterOperator.BitAnd => 7,
        FilterOperator.ShiftLeft or FilterOperator.ShiftRight => 8,
        _ => 0,
    };

    public static bool IsUnary(FilterOperator @operator) =>
        @operator is FilterOperator.Plus or FilterOperator.Minus or FilterOperator.Not or FilterOperator.Complement;

    public static bool IsLogic(FilterOperator @operator) => @operator is FilterOperator.Or or FilterOperator.And;

    public static bool IsEquality(FilterOperator @operator) => @operator is FilterOperator.Equal or FilterOperator.NotEqual;

    public static bool IsComparison(FilterOperator @operator) => @operator is >= FilterOperator.Equal and <= FilterOperator.GreaterOrEqual;

    public static string SignOf(FilterOperator @operator) => Array.Find(All, pair => pair.Operator == @operator).Sign;
}
