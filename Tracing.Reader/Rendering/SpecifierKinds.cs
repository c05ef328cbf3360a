using Tracing.Markers;
using Tracing.Reader.Records;

namespace Tracing.Reader.Rendering;

/// <summary>Which format specifiers a field takes, by what the metadata says of it.</summary>
internal static class SpecifierKinds
{
    public static SpecifierKind Of(FieldNode node) => node.Dotnet switch
    {
        DotnetType.Boolean or DotnetType.Char or DotnetType.IPAddress or DotnetType.Bytes => SpecifierKind.None,
        DotnetType.Int128 or DotnetType.UInt128 => SpecifierKind.Integer,
        DotnetType.Half => SpecifierKind.Float,
        DotnetType.Decimal => SpecifierKind.Decimal,
        DotnetType.Guid => SpecifierKind.Guid,
        DotnetType.DateTime => SpecifierKind.DateTime,
        DotnetType.DateTimeOffset => SpecifierKind.DateTimeOffset,
        DotnetType.TimeSpan => SpecifierKind.TimeSpan,
        DotnetType.DateOnly => SpecifierKind.DateOnly,
        DotnetType.TimeOnly => SpecifierKind.TimeOnly,

        // Its options are nothing and the value.
        DotnetType.Nullable => Of(node.Children[1]),
        _ => OfPlain(node.Kind),
    };

    private static SpecifierKind OfPlain(FieldKind kind) => kind switch
    {
        FieldKind.Signed or FieldKind.Unsigned => SpecifierKind.Integer,
        FieldKind.Float => SpecifierKind.Float,
        FieldKind.Enumeration => SpecifierKind.Enumeration,
        _ => SpecifierKind.None,
    };
}
