using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tracing.Generators.Parsing;

/// <summary>Recognizes a <c>readonly record struct</c> and lists what is recorded of it.</summary>
internal static class RecordStructs
{
    /// <summary>
    /// The positional members, then public fields and public properties that store a value, in the order of declaration.
    /// Computed properties can be computed from the trace again.
    /// </summary>
    public static bool TryGetMembers(ITypeSymbol type, out List<(ISymbol Symbol, ITypeSymbol Type, bool IsPlain)> members)
    {
        members = [];
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, IsReadOnly: true, IsRefLikeType: false } named || !IsRecord(named))
        {
            return false;
        }

        List<string> positional = PositionalNames(named);
        foreach (string name in positional)
        {
            Add(members, named.GetMembers(name).FirstOrDefault(static member => member is IPropertySymbol { IsIndexer: false } or IFieldSymbol), isPositional: true);
        }

        foreach (ISymbol member in named.GetMembers())
        {
            if (!positional.Contains(member.Name))
            {
                Add(members, member, isPositional: false);
            }
        }

        return true;
    }

    private static void Add(List<(ISymbol Symbol, ITypeSymbol Type, bool IsPlain)> members, ISymbol? member, bool isPositional)
    {
        switch (member)
        {
            case IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public } field:
                members.Add((field, field.Type, true));
                break;
            case IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public, RefKind: RefKind.None } property
                when isPositional || IsStored(property):
                members.Add((property, property.Type, IsPlain(property)));
                break;
        }
    }

    /// <summary>Metadata does not say it of structs, but only a record's equality operator is made by the compiler.</summary>
    private static bool IsRecord(INamedTypeSymbol type) =>
        type.IsRecord || type.GetMembers("op_Equality").Any(IsCompilerGenerated);

    private static List<string> PositionalNames(INamedTypeSymbol type)
    {
        // Made by the compiler: the user's own Deconstruct says nothing about what is stored.
        foreach (ISymbol member in type.GetMembers("Deconstruct"))
        {
            if (member is IMethodSymbol { IsStatic: false } method && (method.IsImplicitlyDeclared || IsCompilerGenerated(method)))
            {
                return [.. method.Parameters.Select(static parameter => parameter.Name)];
            }
        }

        return [];
    }

    private static bool IsStored(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Length == 0
            ? property.GetMethod is { } getter && IsCompilerGenerated(getter)
            : property.ContainingType.GetMembers().Any(member =>
                member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsPlain(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences.Length == 0)
        {
            return property.GetMethod is { } getter && IsCompilerGenerated(getter);
        }

        foreach (SyntaxReference reference in property.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is PropertyDeclarationSyntax syntax
                && (syntax.ExpressionBody is not null
                    || syntax.AccessorList?.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null) != false))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsCompilerGenerated(ISymbol symbol) =>
        KnownTypes.Find(symbol, "System.Runtime.CompilerServices.CompilerGeneratedAttribute") is not null;
}
