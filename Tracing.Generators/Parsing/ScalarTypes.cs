using Microsoft.CodeAnalysis;
using Tracing.Generators.Model;

namespace Tracing.Generators.Parsing;

/// <summary>Types of fixed size, with the names that the metadata's prolog declares for them.</summary>
internal static class ScalarTypes
{
    private static readonly Dictionary<string, (string Tsdl, int SizeBytes, int ArrayLength)> s_others = new(StringComparer.Ordinal)
    {
        ["System.Int128"] = ("struct dotnet_int128", 16, 0),
        ["System.UInt128"] = ("struct dotnet_uint128", 16, 0),
        ["System.Half"] = ("dotnet_half", 4, 0),
        ["System.Guid"] = ("dotnet_guid_byte", 16, 16),
        ["System.DateTimeOffset"] = ("struct dotnet_datetimeoffset", 10, 0),
        ["System.TimeSpan"] = ("dotnet_timespan", 8, 0),
        ["System.DateOnly"] = ("dotnet_dateonly", 4, 0),
        ["System.TimeOnly"] = ("dotnet_timeonly", 8, 0),
    };

    public static ScalarType? Find(ITypeSymbol type, string csharp)
    {
        (string Tsdl, int SizeBytes, int ArrayLength) found = type.SpecialType switch
        {
            SpecialType.System_SByte => ("int8_t", 1, 0),
            SpecialType.System_Int16 => ("int16_t", 2, 0),
            SpecialType.System_Int32 => ("int32_t", 4, 0),
            SpecialType.System_Int64 => ("int64_t", 8, 0),
            SpecialType.System_Byte => ("uint8_t", 1, 0),
            SpecialType.System_UInt16 => ("uint16_t", 2, 0),
            SpecialType.System_UInt32 => ("uint32_t", 4, 0),
            SpecialType.System_UInt64 => ("uint64_t", 8, 0),
            SpecialType.System_IntPtr => ("dotnet_nint", 8, 0),
            SpecialType.System_UIntPtr => ("dotnet_nuint", 8, 0),
            SpecialType.System_Boolean => ("enum dotnet_bool", 1, 0),
            SpecialType.System_Char => ("dotnet_char", 2, 0),
            SpecialType.System_Single => ("float32_t", 4, 0),
            SpecialType.System_Double => ("float64_t", 8, 0),
            SpecialType.System_Decimal => ("struct dotnet_decimal", 14, 0),
            SpecialType.System_DateTime => ("struct dotnet_datetime", 9, 0),
            SpecialType.None when type is INamedTypeSymbol { Arity: 0, TypeKind: TypeKind.Struct, ContainingType: null }
                && s_others.TryGetValue(KnownTypes.FullName(type), out var other) => other,
            _ => default,
        };

        return found.Tsdl is null ? null : new ScalarType(csharp, found.Tsdl, found.SizeBytes, found.ArrayLength);
    }

    /// <summary>As the element of a sequence: numbers and booleans only. Bytes are shown in base 16 there.</summary>
    public static ScalarType? FindElement(ITypeSymbol type, string csharp) => Find(type, csharp) switch
    {
        { Tsdl: "uint8_t" } scalar => scalar with { Tsdl = "byte_t" },
        { ArrayLength: 0, Tsdl: var tsdl } scalar when tsdl[0] is 'i' or 'u' or 'f'
            || tsdl is "dotnet_nint" or "dotnet_nuint" or "dotnet_half" or "enum dotnet_bool" or "struct dotnet_int128" or "struct dotnet_uint128" => scalar,
        _ => null,
    };
}
