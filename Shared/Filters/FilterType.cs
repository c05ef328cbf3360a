namespace Tracing.Filters;

/// <summary>What a value in a filter is.</summary>
internal enum FilterType
{
    /// <summary>There is no such field.</summary>
    Missing,

    /// <summary>Known only once an event is there.</summary>
    Unknown,

    /// <summary>A signed 64-bit integer.</summary>
    Signed,

    /// <summary>An unsigned one.</summary>
    Unsigned,

    /// <summary>A 64-bit pattern out of a bit operation: signed, but unsigned when compared with what is.</summary>
    Bits,

    /// <summary>A floating-point number.</summary>
    Float,

    /// <summary>Text.</summary>
    Text,

    /// <summary>An integer with labels, which are text.</summary>
    Labelled,

    /// <summary>Structures and sequences: only their parts can be compared.</summary>
    Compound,
}
