using Microsoft.CodeAnalysis;

namespace Tracing.Generators.Parsing;

/// <summary>Full names of what the generator looks for, and how symbols are matched with them and spelled.</summary>
internal static class KnownTypes
{
    public const string ProviderAttribute = "Tracing.TracepointProviderAttribute";
    public const string TracepointAttribute = "Tracing.TracepointAttribute";
    public const string MarkerAttribute = "Tracing.MarkerAttribute";
    public const string StatedumpAttribute = "Tracing.StatedumpAttribute";
    public const string Utf8Attribute = "Tracing.Utf8Attribute";

    /// <summary>What typed records implement. It is there if the project references Tracing.Reader.</summary>
    public const string RecordInterface = "Tracing.Reader.ITraceRecord`1";

    /// <summary>A type without nullable annotations, usable anywhere.</summary>
    public static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat;

    /// <summary>A type as a signature repeats it.</summary>
    public static readonly SymbolDisplayFormat Annotated = Plain.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The full name without type arguments: <c>System.ReadOnlySpan</c>.</summary>
    public static string FullName(ITypeSymbol type) => type.ToDisplayString(s_name);

    /// <summary>The symbol's attribute of this full name, or null.</summary>
    public static AttributeData? Find(ISymbol symbol, string attribute)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            // The short name first: this is asked of every method of a compilation.
            if (data.AttributeClass is { Arity: 0 } type && attribute.EndsWith(type.Name, StringComparison.Ordinal) && FullName(type) == attribute)
            {
                return data;
            }
        }

        return null;
    }

    /// <summary>Whether a declaration was written by this generator: an analyzer sees the output too, the generator does not.</summary>
    public static bool IsGenerated(SyntaxTree? tree) =>
        tree?.FilePath.Contains(typeof(ProviderGenerator).FullName) == true;
}
