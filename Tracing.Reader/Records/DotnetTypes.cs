using Tracing.Reader.Metadata;

namespace Tracing.Reader.Records;

/// <summary>Recognizes .NET's own types by the names that Tracing.Runtime gives them in the metadata, and by their shape.</summary>
internal static class DotnetTypes
{
    private const int DecimalBits = 112;
    private const int DateTimeBits = 72;
    private const int DateTimeOffsetBits = 80;

    public static DotnetType Detect(FieldNode node, FieldType type) => (type.Name, node.Kind, node.FixedBits) switch
    {
        ("enum dotnet_bool", FieldKind.Enumeration, _) => DotnetType.Boolean,
        ("dotnet_char", FieldKind.Unsigned, 16) => DotnetType.Char,
        ("dotnet_half", FieldKind.Float, 32) => DotnetType.Half,
        ("dotnet_timespan", FieldKind.Signed, 64) => DotnetType.TimeSpan,
        ("dotnet_dateonly", FieldKind.Signed, 32) => DotnetType.DateOnly,
        ("dotnet_timeonly", FieldKind.Signed, 64) => DotnetType.TimeOnly,
        ("struct dotnet_int128", FieldKind.Structure, 128) when node.Children.Length == 2 => DotnetType.Int128,
        ("struct dotnet_uint128", FieldKind.Structure, 128) when node.Children.Length == 2 => DotnetType.UInt128,
        ("struct dotnet_decimal", FieldKind.Structure, DecimalBits) when node.Children.Length == 4 => DotnetType.Decimal,
        ("struct dotnet_datetime", FieldKind.Structure, DateTimeBits) when node.Children.Length == 2 => DotnetType.DateTime,
        ("struct dotnet_datetimeoffset", FieldKind.Structure, DateTimeOffsetBits) when node.Children.Length == 2 => DotnetType.DateTimeOffset,
        ("struct dotnet_ipaddress", FieldKind.Structure, -1)
            when node.Children is [{ Size: 8 }, { Kind: FieldKind.Sequence, Stride: 8 }, { Size: 32 }] => DotnetType.IPAddress,
        _ => DetectComposed(node, type),
    };

    private static DotnetType DetectComposed(FieldNode node, FieldType type) => node.Kind switch
    {
        FieldKind.Sequence when type is ArrayType { Element: IntegerType { Name: "dotnet_guid_byte", Size: 8 }, LengthField: null, Length: 16 } => DotnetType.Guid,
        FieldKind.Sequence when type is ArrayType { Element: IntegerType { Name: "byte_t", Size: 8, Alignment: 8, DisplayBase: 16 } } => DotnetType.Bytes,
        FieldKind.Variant when node.Children is [{ RawName: "none", FixedBits: 0 }, { RawName: "some" }] => DotnetType.Nullable,
        _ => DotnetType.None,
    };
}
