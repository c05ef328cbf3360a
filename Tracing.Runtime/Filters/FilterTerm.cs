namespace Tracing.Runtime.Filters;

/// <summary>
/// A part of a filter that is bound to a layout, so that all types are known. Evaluated as it is, or compiled (FilterCompiler), with the
/// same results: whenever a value is missing (a null, an element beyond the end), <c>failed</c> is set and the record does not match.
/// </summary>
internal abstract record FilterTerm;

/// <summary>An integer of 64 bits.</summary>
/// <param name="Sign">How it compares.</param>
internal abstract record IntegerTerm(IntegerSign Sign) : FilterTerm
{
    /// <summary>Its bits.</summary>
    public abstract ulong Evaluate(in RecordView record, ref bool failed);
}

/// <summary>A float.</summary>
internal abstract record FloatTerm : FilterTerm
{
    /// <summary>Its value.</summary>
    public abstract double Evaluate(in RecordView record, ref bool failed);
}

/// <summary>Text.</summary>
internal abstract record TextTerm : FilterTerm;

/// <summary>What holds or does not.</summary>
internal abstract record ConditionTerm : FilterTerm
{
    /// <summary>Whether it holds.</summary>
    public abstract bool Evaluate(in RecordView record, ref bool failed);
}

/// <summary>How an integer compares with another.</summary>
internal enum IntegerSign
{
    /// <summary>By its signed value.</summary>
    Signed,

    /// <summary>By its unsigned value.</summary>
    Unsigned,

    /// <summary>A bit pattern: as the other side does, and signed beside another one.</summary>
    Either,
}
