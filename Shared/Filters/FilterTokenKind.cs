namespace Tracing.Filters;

/// <summary>Kinds of words of a filter expression.</summary>
internal enum FilterTokenKind
{
    End,
    Identifier,
    Context,
    Integer,
    Float,
    Text,
    Dot,
    LeftParenthesis,
    RightParenthesis,
    LeftBracket,
    RightBracket,
    Operator,
}
