using Microsoft.CodeAnalysis;
using Tracing.Generators.Model;

namespace Tracing.Generators.Parsing;

/// <summary>Finds how a C# type is recorded.</summary>
internal static class FieldTypeParser
{
    /// <summary>How deep record structs may nest; no honest event comes near it.</summary>
    private const int MaxDepth = 16;

    /// <summary>How a type is recorded; null, with the fault, when it is not.</summary>
    public static FieldType? Parse(ITypeSymbol type, bool isUtf8, out FieldFault? fault)
    {
        fault = null;
        string csharp = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(KnownTypes.Plain);
        if (isUtf8)
        {
            if (IsSpan(type, out ITypeSymbol? element) && element.SpecialType == SpecialType.System_Byte)
            {
                return new TextType(csharp, "string", TextSource.Utf8);
            }

            fault = new FieldFault(FieldFaultKind.NotUtf8, "", type);
            return null;
        }

        return ParseValue(type, csharp, "", 0, out fault);
    }

    private static FieldType? ParseValue(ITypeSymbol type, string csharp, string path, int depth, out FieldFault? fault)
    {
        fault = null;
        FieldType? result = ScalarTypes.Find(type, csharp) ?? (FieldType?)ParseEnum(type, csharp) ?? ParseReference(type, csharp) ?? ParseSequence(type, csharp);
        if (result is not null)
        {
            return result;
        }

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            ITypeSymbol inner = nullable.TypeArguments[0];
            return ParseValue(inner, inner.ToDisplayString(KnownTypes.Plain), path, depth, out fault) is { } value
                ? new NullableType(csharp, value)
                : null;
        }

        if (RecordStructs.TryGetMembers(type, out List<(ISymbol Symbol, ITypeSymbol Type, bool IsPlain)> symbols) && depth < MaxDepth)
        {
            var members = new List<StructMember>();
            foreach ((ISymbol symbol, ITypeSymbol memberType, bool isPlain) in symbols)
            {
                string memberPath = path.Length == 0 ? symbol.Name : path + "." + symbol.Name;
                if (!NameRules.IsFieldName(symbol.Name))
                {
                    fault = new FieldFault(FieldFaultKind.MemberName, memberPath, memberType);
                    return null;
                }

                if (members.Any(earlier => earlier.Name == "_" + symbol.Name))
                {
                    fault = new FieldFault(FieldFaultKind.ConfusableMember, symbol.Name, memberType);
                    return null;
                }

                string memberCSharp = memberType.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(KnownTypes.Plain);
                if (ParseValue(memberType, memberCSharp, memberPath, depth + 1, out fault) is not { } member)
                {
                    return null;
                }

                members.Add(new StructMember(symbol.Name, member, isPlain));
            }

            return new StructType(csharp, EquatableArray.From(members));
        }

        fault = new FieldFault(IsError(type) ? FieldFaultKind.UnknownType : FieldFaultKind.Unsupported, path, type);
        return null;
    }

    private static EnumType? ParseEnum(ITypeSymbol type, string csharp)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlyingType }
            || ScalarTypes.Find(underlyingType, underlyingType.ToDisplayString(KnownTypes.Plain)) is not { } underlying)
        {
            return null;
        }

        var labels = new List<EnumLabel>();
        foreach (ISymbol symbol in type.GetMembers())
        {
            if (symbol is IFieldSymbol { HasConstantValue: true, ConstantValue: IFormattable value })
            {
                labels.Add(new EnumLabel(symbol.Name, value.ToString(null, System.Globalization.CultureInfo.InvariantCulture)));
            }
        }

        return new EnumType(csharp, underlying, EquatableArray.From(labels));
    }

    private static TextType? ParseReference(ITypeSymbol type, string csharp)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return new TextType(csharp, "string", TextSource.String);
        }

        return KnownTypes.FullName(type) switch
        {
            "System.Type" => new TextType(csharp, "dotnet_type", TextSource.Type),
            "System.Net.IPAddress" => new TextType(csharp, "struct dotnet_ipaddress", TextSource.Address),
            _ => null,
        };
    }

    private static FieldType? ParseSequence(ITypeSymbol type, string csharp)
    {
        ITypeSymbol element;
        SpanAccess access;
        if (type is IArrayTypeSymbol { IsSZArray: true } array)
        {
            (element, access) = (array.ElementType, SpanAccess.Convert);
        }
        else if (IsSpan(type, out ITypeSymbol? spanElement))
        {
            (element, access) = (spanElement, SpanAccess.None);
        }
        else if (type is INamedTypeSymbol { Arity: 1 } memory && KnownTypes.FullName(type) == "System.ReadOnlyMemory")
        {
            (element, access) = (memory.TypeArguments[0], SpanAccess.SpanProperty);
        }
        else
        {
            return null;
        }

        if (element.SpecialType == SpecialType.System_Char)
        {
            return new TextType(csharp, "string", access == SpanAccess.None ? TextSource.Span : TextSource.Memory, access);
        }

        string elementCSharp = element.ToDisplayString(KnownTypes.Plain);
        FieldType? elementType = (FieldType?)ScalarTypes.FindElement(element, elementCSharp) ?? ParseEnum(element, elementCSharp);
        return elementType is null ? null : new SequenceType(csharp, elementType, access);
    }

    private static bool IsSpan(ITypeSymbol type, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ITypeSymbol? element)
    {
        element = type is INamedTypeSymbol { Arity: 1 } named && KnownTypes.FullName(type) == "System.ReadOnlySpan" ? named.TypeArguments[0] : null;
        return element is not null;
    }

    /// <summary>Whether the type, or one that it is made of, is unknown: the compiler has said so, or the method or class is reported as generic.</summary>
    private static bool IsError(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol or ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsError(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsError),
        _ => false,
    };
}

/// <summary>Why a type is not recorded.</summary>
internal enum FieldFaultKind
{
    Unsupported,
    NotUtf8,
    MemberName,
    ConfusableMember,
    UnknownType,
}

/// <summary>A type that is not recorded. Lives only while symbols do.</summary>
internal sealed record FieldFault(FieldFaultKind Kind, string MemberPath, ITypeSymbol Type);
