using System.Text;

namespace Tracing.Reader.Records;

/// <summary>
/// A field at its place in a scope, with all that decoding needs worked out. Types can be shared; nodes are not, since what a
/// length or a tag refers to depends on the place.
/// </summary>
internal sealed class FieldNode
{
    /// <summary>A size that no packet reaches, in bits.</summary>
    public const long Unbounded = 1L << 50;

    /// <summary>The name without its leading underscore.</summary>
    public required string Name { get; init; }

    /// <summary>The name as the metadata has it.</summary>
    public required string RawName { get; init; }

    /// <summary>The name in UTF-8.</summary>
    public byte[] Utf8Name => field ??= Encoding.UTF8.GetBytes(Name);

    public FieldKind Kind { get; set; }

    public FieldNode? Parent { get; init; }

    /// <summary>How many arrays it is inside of.</summary>
    public int ArrayDepth { get; init; }

    public FieldNode[] Children { get; set; } = [];

    /// <summary>Bits of a number.</summary>
    public int Size { get; set; }

    public bool IsSigned { get; set; }

    public bool IsBigEndian { get; set; }

    public int DisplayBase { get; set; } = 10;

    /// <summary>Bits, a power of two.</summary>
    public long Alignment { get; set; } = 1;

    /// <summary>Bits from its aligned start to its end, or -1 where that depends on the data.</summary>
    public long FixedBits { get; set; } = -1;

    /// <summary>Whether it is one string that ends at a NUL, not an array of characters.</summary>
    public bool IsTerminated { get; set; }

    /// <summary>Elements of an array of constant length.</summary>
    public ulong Length { get; set; }

    /// <summary>Bits from one element of fixed size to the next.</summary>
    public long Stride { get; set; }

    /// <summary>Where decoding keeps this integer since a length or a tag refers to it, or -1.</summary>
    public int Register { get; set; } = -1;

    /// <summary>The register with the length or the tag, or -1.</summary>
    public int Reference { get; set; } = -1;

    /// <summary>Whether a register or a role is set in here, so that it must be walked even though its size is known.</summary>
    public bool MustWalk { get; set; }

    /// <summary>For a scope's root: whether another scope refers to a field in it.</summary>
    public bool IsUsedElsewhere { get; set; }

    /// <summary>
    /// Whether it is inside of an array and what its parts refer to is too: then the registers hold the values of the
    /// element that was decoded last.
    /// </summary>
    public bool NeedsRestore { get; set; }

    /// <summary>Elements in it that have no bits: what is to be paid for besides the bytes.</summary>
    public long Work { get; set; }

    public FieldRole Role { get; set; }

    public DotnetType Dotnet { get; set; }

    /// <summary>An enumeration's labels.</summary>
    public EnumLabels? Labels { get; set; }

    /// <summary>Which of a variant's options a tag chooses, in the order to try.</summary>
    public OptionRange[] Options { get; set; } = [];

    /// <summary>For a field at the top of a scope: the slot with the position of the run that it is in.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>And its bits from there.</summary>
    public int SlotOffset { get; set; }

    /// <summary>Whether it only serves another field, as its length or its tag.</summary>
    public bool IsHelper => Register >= 0 && RawName.StartsWith("__", StringComparison.Ordinal);

    /// <summary>Whether it is a number: its place is all there is to know.</summary>
    public bool IsScalar { get; private set; }

    /// <summary>Whether a number stands on whole bytes and has as many bits as one of .NET's.</summary>
    public bool IsPlain { get; set; }

    /// <summary>Whether it is an integer that one load in the machine's byte order reads.</summary>
    public bool IsFastInteger { get; private set; }

    /// <summary>The same for a 64-bit float.</summary>
    public bool IsFastDouble { get; private set; }

    /// <summary>The same in one word, for a jump.</summary>
    public ValueForm Form { get; private set; }

    /// <summary>Bits of a 64-bit word that an integer leaves free.</summary>
    public int UnusedBits { get; private set; }

    /// <summary>Works out what reading asks for again and again.</summary>
    public void Finish()
    {
        bool isInteger = Kind is FieldKind.Signed or FieldKind.Unsigned or FieldKind.Enumeration;
        IsScalar = isInteger || Kind == FieldKind.Float;
        bool isNative = IsPlain && IsBigEndian != BitConverter.IsLittleEndian && BitConverter.IsLittleEndian;
        IsFastInteger = isInteger && isNative;
        IsFastDouble = Kind == FieldKind.Float && isNative && Size == 64;
        UnusedBits = 64 - Size;
        Form = IsFastInteger ? (IsSigned ? ValueForm.Signed : ValueForm.Unsigned)
            : IsFastDouble ? ValueForm.Double
            : IsTerminated ? ValueForm.Text
            : ValueForm.General;
    }
}

/// <summary>Tag values that choose an option.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest.</param>
/// <param name="Option">The option's index.</param>
internal readonly record struct OptionRange(ulong First, ulong Last, int Option);
