namespace Tracing.Runtime.Filters;

/// <summary>How a field lies in a record: byte-packed, in the machine's byte order.</summary>
/// <param name="Size">Bytes; -1 where that depends on the value.</param>
internal abstract record FieldLayout(int Size)
{
    /// <summary>A size that depends on the value.</summary>
    public const int Varying = -1;

    /// <summary>Whether each value takes the same room.</summary>
    public bool IsFixed => Size >= 0;
}

/// <summary>An integer of 1, 2, 4 or 8 bytes; with labels it is an enumeration.</summary>
internal sealed record IntegerLayout(int Size, bool IsSigned, FieldLabel[]? Labels = null) : FieldLayout(Size);

/// <summary>A float or a double.</summary>
internal sealed record FloatLayout(int Size) : FieldLayout(Size);

/// <summary>UTF-8, ended by a NUL.</summary>
internal sealed record TextLayout() : FieldLayout(Varying);

/// <summary>Fields one behind the other.</summary>
/// <param name="Members">The fields.</param>
/// <param name="Type">The .NET type that it stands for.</param>
internal sealed record StructLayout(NamedLayout[] Members, WellKnownType Type = WellKnownType.None) : FieldLayout(SizeOf(Members))
{
    private static int SizeOf(NamedLayout[] members)
    {
        int size = 0;
        foreach (NamedLayout member in members)
        {
            if (!member.Layout.IsFixed)
            {
                return Varying;
            }

            size += member.Layout.Size;
        }

        return size;
    }
}

/// <summary>A known number of elements.</summary>
internal sealed record ArrayLayout(FieldLayout Element, int Length, WellKnownType Type = WellKnownType.None) : FieldLayout(Element.Size * Length);

/// <summary>Elements whose number is the integer right in front of them.</summary>
/// <param name="Element">An element; of fixed size.</param>
/// <param name="CountSize">Bytes of that integer: 1 or 4.</param>
internal sealed record SequenceLayout(FieldLayout Element, int CountSize) : FieldLayout(Varying);

/// <summary>Nothing or a value, as the byte right in front of it says: 0 or 1.</summary>
internal sealed record NullableLayout(FieldLayout Value) : FieldLayout(Value.Size == 0 ? 0 : Varying);

/// <summary>A field.</summary>
/// <param name="Name">Its name, without the underscore in front.</param>
/// <param name="Type">Its type as it is declared; <c>[]</c> behind it for sequences, <c>?</c> for what may be null.</param>
/// <param name="Layout">How it lies in the record.</param>
internal sealed record NamedLayout(string Name, string Type, FieldLayout Layout);

/// <summary>A label of an enumeration.</summary>
/// <param name="Name">The label.</param>
/// <param name="Bits">Its value, extended to 64 bits.</param>
internal sealed record FieldLabel(string Name, ulong Bits);

/// <summary>.NET's own types that a filter compares as something else than what they are in the record.</summary>
internal enum WellKnownType
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>As a float.</summary>
    Decimal,

    /// <summary>As text, as those that follow.</summary>
    Guid,
    DateTime,
    DateTimeOffset,
    IPAddress,
}
