namespace Tracing.Reader.Records;

/// <summary>The values that are decoded without a closer look at their field.</summary>
internal enum ValueForm : byte
{
    /// <summary>Any other.</summary>
    General,

    /// <summary>A signed integer that one load reads.</summary>
    Signed,

    /// <summary>An unsigned integer that one load reads.</summary>
    Unsigned,

    /// <summary>A 64-bit float that one load reads.</summary>
    Double,

    /// <summary>Text up to a NUL.</summary>
    Text,
}
