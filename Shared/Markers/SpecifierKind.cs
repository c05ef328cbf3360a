namespace Tracing.Markers;

/// <summary>The kinds of values that take different format specifiers in a marker's sentence.</summary>
internal enum SpecifierKind
{
    /// <summary>Takes none: text, booleans, characters, addresses, sequences, structures.</summary>
    None,

    /// <summary>An integer of any size.</summary>
    Integer,

    /// <summary>A floating-point number of any size.</summary>
    Float,

    /// <summary>A decimal.</summary>
    Decimal,

    /// <summary>An integer with labels.</summary>
    Enumeration,

    /// <summary>A Guid.</summary>
    Guid,

    /// <summary>A DateTime.</summary>
    DateTime,

    /// <summary>A DateTimeOffset.</summary>
    DateTimeOffset,

    /// <summary>A DateOnly.</summary>
    DateOnly,

    /// <summary>A TimeOnly.</summary>
    TimeOnly,

    /// <summary>A TimeSpan.</summary>
    TimeSpan,
}
