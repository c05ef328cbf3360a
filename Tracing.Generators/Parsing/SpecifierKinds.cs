using Tracing.Generators.Model;
using Tracing.Markers;

namespace Tracing.Generators.Parsing;

/// <summary>Which format specifiers a field takes, by how it is recorded.</summary>
internal static class SpecifierKinds
{
    public static SpecifierKind Of(FieldType field) => field switch
    {
        // Without labels it is read as the integer that it is.
        EnumType @enum => @enum.Labels.Count > 0 ? SpecifierKind.Enumeration : SpecifierKind.Integer,
        NullableType nullable => Of(nullable.Inner),
        ScalarType scalar => Of(scalar.Tsdl),
        _ => SpecifierKind.None,
    };

    private static SpecifierKind Of(string tsdl) => tsdl switch
    {
        "enum dotnet_bool" or "dotnet_char" => SpecifierKind.None,
        "float32_t" or "float64_t" or "dotnet_half" => SpecifierKind.Float,
        "struct dotnet_decimal" => SpecifierKind.Decimal,
        "dotnet_guid_byte" => SpecifierKind.Guid,
        "struct dotnet_datetime" => SpecifierKind.DateTime,
        "struct dotnet_datetimeoffset" => SpecifierKind.DateTimeOffset,
        "dotnet_dateonly" => SpecifierKind.DateOnly,
        "dotnet_timeonly" => SpecifierKind.TimeOnly,
        "dotnet_timespan" => SpecifierKind.TimeSpan,
        _ => SpecifierKind.Integer,
    };
}
