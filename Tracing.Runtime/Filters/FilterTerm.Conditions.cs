using Tracing.Filters;

namespace Tracing.Runtime.Filters;

/// <summary>An integer that is not 0.</summary>
internal sealed record IsNonZero(IntegerTerm Value) : ConditionTerm
{
    public override bool Evaluate(in RecordView record, ref bool failed) => Value.Evaluate(record, ref failed) != 0;
}

/// <summary>A float that is not 0.</summary>
internal sealed record IsNonZeroFloat(FloatTerm Value) : ConditionTerm
{
    public override bool Evaluate(in RecordView record, ref bool failed) => Value.Evaluate(record, ref failed) != 0;
}

/// <summary>The opposite.</summary>
internal sealed record Negation(ConditionTerm Condition) : ConditionTerm
{
    public override bool Evaluate(in RecordView record, ref bool failed) => !Condition.Evaluate(record, ref failed);
}

/// <summary><c>&amp;&amp;</c> and <c>||</c>: the right side counts only where the left does not decide.</summary>
internal sealed record Logic(bool IsOr, ConditionTerm Left, ConditionTerm Right) : ConditionTerm
{
    public override bool Evaluate(in RecordView record, ref bool failed)
    {
        bool left = Left.Evaluate(record, ref failed);
        return failed || left == IsOr ? IsOr : Right.Evaluate(record, ref failed);
    }
}

/// <summary>Two integers compared by value, whatever their signs and sizes.</summary>
internal sealed record IntegerComparison(FilterOperator Operator, IntegerTerm Left, IntegerTerm Right) : ConditionTerm
{
    /// <summary>Whether no side is unsigned.</summary>
    public bool IsSigned => Left.Sign != IntegerSign.Unsigned && Right.Sign != IntegerSign.Unsigned;

    /// <summary>Whether one side is unsigned and the other may be below all unsigned values.</summary>
    public bool IsMixed => !IsSigned && (MayBeNegative(Left) || MayBeNegative(Right));

    public override bool Evaluate(in RecordView record, ref bool failed)
    {
        ulong left = Left.Evaluate(record, ref failed);
        ulong right = Right.Evaluate(record, ref failed);
        int order = IsSigned ? ((long)left).CompareTo((long)right)
            : IsMixed ? CompareMixed(left, right, Left.Sign == IntegerSign.Signed)
            : left.CompareTo(right);
        return Comparisons.Holds(Operator, order);
    }

    /// <summary>Compares a signed integer with one that is not.</summary>
    public static int CompareMixed(ulong left, ulong right, bool isLeftSigned) =>
        isLeftSigned && (long)left < 0 ? -1
        : !isLeftSigned && (long)right < 0 ? 1
        : left.CompareTo(right);

    private static bool MayBeNegative(IntegerTerm term) => term.Sign == IntegerSign.Signed && term is not IntegerConstant;
}

/// <summary>Two floats compared. Nothing but "not equal" holds beside a NaN.</summary>
internal sealed record FloatComparison(FilterOperator Operator, FloatTerm Left, FloatTerm Right) : ConditionTerm
{
    public override bool Evaluate(in RecordView record, ref bool failed) =>
        Comparisons.Holds(Operator, Left.Evaluate(record, ref failed), Right.Evaluate(record, ref failed));
}

/// <summary>Text compared by its bytes.</summary>
internal sealed record TextComparison(FilterOperator Operator, TextTerm Left, TextTerm Right) : ConditionTerm
{
    public override unsafe bool Evaluate(in RecordView record, ref bool failed)
    {
        byte* buffers = stackalloc byte[2 * FieldText.BufferSize];
        ReadOnlySpan<byte> left = TextOf(Left, record, buffers, ref failed);
        ReadOnlySpan<byte> right = TextOf(Right, record, buffers + FieldText.BufferSize, ref failed);
        return !failed && Comparisons.Holds(Operator, left.SequenceCompareTo(right));
    }

    private static unsafe ReadOnlySpan<byte> TextOf(TextTerm term, in RecordView record, byte* buffer, ref bool failed) =>
        term is TextField field ? field.Evaluate(record, buffer, ref failed) : ((TextConstant)term).Pattern.Text;
}

/// <summary>Text that a literal stands for.</summary>
internal sealed record TextMatch(TextPattern Pattern, TextField Text) : ConditionTerm
{
    public override unsafe bool Evaluate(in RecordView record, ref bool failed)
    {
        byte* buffer = stackalloc byte[FieldText.BufferSize];
        ReadOnlySpan<byte> text = Text.Evaluate(record, buffer, ref failed);
        return !failed && Pattern.IsMatch(text);
    }
}

/// <summary>An enumeration whose value is one of those that have a certain label.</summary>
internal sealed record IsOneOf(IntegerTerm Value, ulong[] Values) : ConditionTerm
{
    public override bool Evaluate(in RecordView record, ref bool failed) => Values.AsSpan().Contains(Value.Evaluate(record, ref failed));
}

/// <summary>An enumeration whose value has the label that another field says.</summary>
internal sealed record HasLabel(IntegerTerm Value, LabelTable Labels, TextField Text) : ConditionTerm
{
    public override unsafe bool Evaluate(in RecordView record, ref bool failed)
    {
        byte* buffer = stackalloc byte[FieldText.BufferSize];
        ulong bits = Value.Evaluate(record, ref failed);
        ReadOnlySpan<byte> text = Text.Evaluate(record, buffer, ref failed);
        return !failed && Labels.Has(bits, text);
    }
}
