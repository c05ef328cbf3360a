namespace Tracing.Filters;

/// <summary>Operators. Those with one operand share their sign with others.</summary>
internal enum FilterOperator
{
    None,
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    BitOr,
    BitXor,
    BitAnd,
    ShiftLeft,
    ShiftRight,
    Plus,
    Minus,
    Not,
    Complement,
}
