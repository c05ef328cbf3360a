namespace Tracing.Reader.Metadata;

/// <summary>A type as the metadata declares it. Types are shared by all fields that name them.</summary>
internal abstract record FieldType
{
    /// <summary>The name it was declared under, or null.</summary>
    public string? Name { get; init; }
}

/// <summary>An integer of 1 to 64 bits.</summary>
/// <param name="Size">Bits.</param>
/// <param name="Alignment">Bits, a power of two.</param>
/// <param name="Signed">Two's complement.</param>
/// <param name="BigEndian">Byte and bit order.</param>
/// <param name="DisplayBase">2, 8, 10 or 16.</param>
/// <param name="IsText">Whether an array of it is text.</param>
/// <param name="Clock">The clock whose value it carries, or null.</param>
internal sealed record IntegerType(int Size, long Alignment, bool Signed, bool BigEndian, int DisplayBase, bool IsText, string? Clock) : FieldType;

/// <summary>An IEEE 754 number.</summary>
/// <param name="Size">32 or 64 bits.</param>
/// <param name="Alignment">Bits, a power of two.</param>
/// <param name="BigEndian">Byte and bit order.</param>
internal sealed record FloatType(int Size, long Alignment, bool BigEndian) : FieldType;

/// <summary>Text that ends at a NUL.</summary>
internal sealed record StringType : FieldType;

/// <summary>An integer with labels.</summary>
/// <param name="Container">The integer.</param>
/// <param name="Labels">In the order of declaration; ranges may overlap.</param>
internal sealed record EnumType(IntegerType Container, IReadOnlyList<EnumRange> Labels) : FieldType;

/// <summary>A label of an enumeration.</summary>
/// <param name="Label">The label.</param>
/// <param name="First">The lowest value, as the 64-bit pattern.</param>
/// <param name="Last">The highest value.</param>
internal readonly record struct EnumRange(string Label, ulong First, ulong Last);

/// <summary>Fields one after the other.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Alignment">Bits that it is aligned to at least.</param>
internal sealed record StructType(IReadOnlyList<FieldDeclaration> Fields, long Alignment) : FieldType;

/// <summary>One of several options, chosen by a tag.</summary>
/// <param name="Tag">Path of the tag, or null while none is given.</param>
/// <param name="Options">The options; their names are labels of the tag.</param>
/// <param name="Line">Where it is declared.</param>
internal sealed record VariantType(string[]? Tag, IReadOnlyList<FieldDeclaration> Options, int Line) : FieldType;

/// <summary>Elements of one type, as many as a constant or an earlier field says.</summary>
/// <param name="Element">The element.</param>
/// <param name="Length">The constant, where there is no field.</param>
/// <param name="LengthField">Path of the field, or null.</param>
/// <param name="Line">Where it is declared.</param>
internal sealed record ArrayType(FieldType Element, ulong Length, string[]? LengthField, int Line) : FieldType;

/// <summary>A field of a struct, or an option of a variant.</summary>
/// <param name="Name">As it is written in the metadata.</param>
/// <param name="Type">Its type.</param>
internal readonly record struct FieldDeclaration(string Name, FieldType Type);
