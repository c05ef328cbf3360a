namespace Tracing.Generators.Model;

/// <summary>How a C# type is recorded.</summary>
/// <param name="CSharp">The type as generated code spells it, without a nullable annotation.</param>
internal abstract record FieldType(string CSharp);

/// <summary>A value of fixed size that <c>RecordWriter.Write</c> takes as it is.</summary>
/// <param name="CSharp">The type in C#.</param>
/// <param name="Tsdl">The type in TSDL.</param>
/// <param name="SizeBytes">The size of all its elements.</param>
/// <param name="ArrayLength">How many elements of the TSDL type make one value; 0 for a plain one.</param>
internal sealed record ScalarType(string CSharp, string Tsdl, int SizeBytes, int ArrayLength = 0) : FieldType(CSharp);

/// <summary>An enum, recorded as its underlying integer. Without members it has no labels to show.</summary>
/// <param name="CSharp">The type in C#.</param>
/// <param name="Underlying">The integer type.</param>
/// <param name="Labels">Its members in the order of their declaration, aliases included.</param>
internal sealed record EnumType(string CSharp, ScalarType Underlying, EquatableArray<EnumLabel> Labels) : FieldType(CSharp);

/// <summary>One member of an enum.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Value">Its value as decimal digits.</param>
internal sealed record EnumLabel(string Name, string Value);

/// <summary>What a text field is made of.</summary>
internal enum TextSource
{
    /// <summary>A string.</summary>
    String,

    /// <summary>A span of characters.</summary>
    Span,

    /// <summary>An array of characters, or memory: read through a span.</summary>
    Memory,

    /// <summary>A span of UTF-8 bytes.</summary>
    Utf8,

    /// <summary>A <c>Type</c>, by its name.</summary>
    Type,

    /// <summary>An <c>IPAddress</c>: not text in the trace, but of varying size all the same.</summary>
    Address,
}

/// <summary>A value of varying size whose bytes depend on its content.</summary>
/// <param name="CSharp">The type in C#.</param>
/// <param name="Tsdl">The type in TSDL.</param>
/// <param name="Source">What it is made of.</param>
/// <param name="Access">How to come from the value to its span.</param>
internal sealed record TextType(string CSharp, string Tsdl, TextSource Source, SpanAccess Access = SpanAccess.None) : FieldType(CSharp);

/// <summary>How to come from a value to the span that is recorded.</summary>
internal enum SpanAccess
{
    /// <summary>The value is recorded as it is.</summary>
    None,

    /// <summary>An array: converts by itself; null gives an empty span.</summary>
    Convert,

    /// <summary>Memory: its <c>Span</c> property, which can be code of the user's.</summary>
    SpanProperty,
}

/// <summary>A count and so many elements.</summary>
/// <param name="CSharp">The type in C#.</param>
/// <param name="Element">The element: a <see cref="ScalarType"/> or an <see cref="EnumType"/>.</param>
/// <param name="Access">How to come from the value to its span.</param>
internal sealed record SequenceType(string CSharp, FieldType Element, SpanAccess Access) : FieldType(CSharp);

/// <summary>A nullable value type: a tag, and the value if there is one.</summary>
/// <param name="CSharp">The type in C#.</param>
/// <param name="Inner">The value's type.</param>
internal sealed record NullableType(string CSharp, FieldType Inner) : FieldType(CSharp);

/// <summary>A <c>readonly record struct</c>.</summary>
/// <param name="CSharp">The type in C#.</param>
/// <param name="Members">What is recorded of it, in the order of declaration.</param>
internal sealed record StructType(string CSharp, EquatableArray<StructMember> Members) : FieldType(CSharp);

/// <summary>A member of a <see cref="StructType"/>.</summary>
/// <param name="Name">Its name, as in source without <c>@</c>.</param>
/// <param name="Type">How it is recorded.</param>
/// <param name="IsPlain">Whether reading it cannot run code of the user's.</param>
internal sealed record StructMember(string Name, FieldType Type, bool IsPlain);
