namespace Tracing.Reader.Records;

/// <summary>Forms of event headers that are decoded without walking their fields.</summary>
internal enum HeaderForm
{
    /// <summary>Any struct.</summary>
    General,

    /// <summary>LTTng's and ours: u16 id and u32 timestamp, or 65535, u32 id and u64 timestamp; little endian, byte-packed.</summary>
    Large,
}

/// <summary>Recognizes header forms by their layout.</summary>
internal static class HeaderForms
{
    private const ulong ExtendedMark = 0xFFFF;

    /// <summary>The form of an event header.</summary>
    /// <param name="root">Its struct.</param>
    public static HeaderForm Detect(FieldNode root)
    {
        bool isLarge = !root.IsUsedElsewhere
            && root.Alignment == 8
            && root.Children is
            [
                { Kind: FieldKind.Enumeration, Size: 16, IsPlain: true, IsBigEndian: false, IsSigned: false, Role: FieldRole.EventId } id,
                { Kind: FieldKind.Variant, Children: [var first, var second] } forms,
            ]
            && forms.Reference == id.Register
            && IsCompact(first) && IsExtended(second)
            && forms.Options is [{ First: 0, Last: ExtendedMark - 1, Option: 0 }, { First: ExtendedMark, Last: ExtendedMark, Option: 1 }];
        return isLarge ? HeaderForm.Large : HeaderForm.General;
    }

    private static bool IsCompact(FieldNode option) => option is
    {
        Kind: FieldKind.Structure,
        Alignment: 8,
        Children: [{ Size: 32, IsPlain: true, IsBigEndian: false, Role: FieldRole.Timestamp }],
    };

    private static bool IsExtended(FieldNode option) => option is
    {
        Kind: FieldKind.Structure,
        Alignment: 8,
        Children:
        [
            { Size: 32, IsPlain: true, IsBigEndian: false, IsSigned: false, Role: FieldRole.EventId },
            { Size: 64, IsPlain: true, IsBigEndian: false, Role: FieldRole.Timestamp },
        ],
    };
}
