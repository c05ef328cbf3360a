using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tracing.Filters;

namespace Tracing.Runtime.Filters;

/// <summary>Text while a compiled filter runs; what the code calls to work with it.</summary>
internal readonly unsafe struct TextSpan(byte* begin, int length)
{
    private ReadOnlySpan<byte> Span => new(begin, length);

    /// <summary>The text of a string field.</summary>
    public static TextSpan Of(byte* place) => new(place, FieldText.LengthOf(place));

    /// <summary>The text form of a field.</summary>
    public static TextSpan Format(WellKnownType type, byte* place, byte* buffer)
    {
        byte* text = FieldText.Read(type, place, buffer, out int length);
        return new TextSpan(text, length);
    }

    /// <summary>Whether the field had none.</summary>
    public static bool IsNone(TextSpan text) => text.Begin == null;

    /// <summary>The order of two texts.</summary>
    public static int Compare(TextSpan left, TextSpan right) => left.Span.SequenceCompareTo(right.Span);

    /// <summary>Whether a literal stands for a text.</summary>
    public static bool Matches(TextSpan text, TextPattern pattern) => pattern.IsMatch(text.Span);

    /// <summary>Whether a text is the label of a value.</summary>
    public static bool IsLabelOf(TextSpan text, ulong bits, LabelTable labels) => labels.Has(bits, text.Span);

    private byte* Begin => begin;
}

/// <summary>A literal's bytes in memory that does not move.</summary>
internal sealed unsafe class LiteralBytes
{
    private readonly byte[] _bytes;

    public LiteralBytes(ReadOnlySpan<byte> text)
    {
        // A byte more, so that there is an address also when it is empty.
        _bytes = GC.AllocateArray<byte>(text.Length + 1, pinned: true);
        text.CopyTo(_bytes);
    }

    /// <summary>The text. It holds as long as the object.</summary>
    public static TextSpan ToText(LiteralBytes literal) =>
        new((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(literal._bytes)), literal._bytes.Length - 1);
}

/// <summary>Room for the text forms of a comparison's two sides.</summary>
[InlineArray(2 * FieldText.BufferSize)]
internal struct TextBuffers
{
    private byte _first;
}
