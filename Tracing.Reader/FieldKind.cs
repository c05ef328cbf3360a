using System.Diagnostics.CodeAnalysis;

namespace Tracing.Reader;

/// <summary>What a field's value is.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The members are types.")]
public enum FieldKind
{
    /// <summary>A signed integer of at most 64 bits.</summary>
    Signed,

    /// <summary>An unsigned integer of at most 64 bits.</summary>
    Unsigned,

    /// <summary>A floating-point number of 32 or 64 bits.</summary>
    Float,

    /// <summary>Text: a string, or an array of characters.</summary>
    Text,

    /// <summary>An integer with labels.</summary>
    Enumeration,

    /// <summary>Named fields.</summary>
    Structure,

    /// <summary>Elements of one type.</summary>
    Sequence,

    /// <summary>One of several options.</summary>
    Variant,
}
