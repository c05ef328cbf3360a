using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Tracing.Generators.Analysis.LazyArguments;

/// <summary>Creations that look as if they allocated, and do not.</summary>
internal static class Allocations
{
    /// <summary>Whether an array is the shared empty one, for a <c>params</c> that got nothing, or data of the assembly that a span looks at.</summary>
    public static bool IsFree(IArrayCreationOperation array) =>
        array is { IsImplicit: true, Initializer.ElementValues.IsEmpty: true } || IsConstantData(array);

    /// <summary>Whether a collection expression is one shared empty array, or a span that lives on the stack or in the assembly.</summary>
    public static bool IsFree(ICollectionExpressionOperation collection)
    {
        ITypeSymbol type = collection.Type!;
        if (collection.Elements.IsEmpty)
        {
            return type is { TypeKind: TypeKind.Array or TypeKind.Interface } or { IsRefLikeType: true };
        }

        // The number of elements must be known, else they are gathered in a list first.
        return (IsSpan(type, "Span") || IsSpan(type, "ReadOnlySpan")) && !collection.Elements.Any(static element => element is ISpreadOperation);
    }

    /// <summary>Whether a delegate is made once and then kept by the compiler: nothing of the surrounding method is in it.</summary>
    public static bool IsCached(IDelegateCreationOperation creation) => creation.Target switch
    {
        IAnonymousFunctionOperation lambda => !Captures(lambda),
        IMethodReferenceOperation method => method.Method is { IsStatic: true, MethodKind: not MethodKind.LocalFunction } && method.Instance is null,
        _ => false,
    };

    /// <summary>All elements must be constants of a primitive type.</summary>
    private static bool IsConstantData(IArrayCreationOperation array) =>
        array is { Type: IArrayTypeSymbol { ElementType: var element }, Parent: IConversionOperation { Type: { } target }, Initializer: { } initializer }
        && IsSpan(target, "ReadOnlySpan")
        && IsData(element)
        && initializer.ElementValues.All(static value => value.ConstantValue.HasValue);

    private static bool Captures(IAnonymousFunctionOperation lambda)
    {
        foreach (IOperation operation in lambda.Body.Descendants())
        {
            ISymbol? used = operation switch
            {
                ILocalReferenceOperation { Local.IsConst: false } local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } || (used is not null && !IsDeclaredIn(used, lambda.Syntax)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDeclaredIn(ISymbol symbol, SyntaxNode syntax) => symbol.DeclaringSyntaxReferences.Any(
        reference => reference.SyntaxTree == syntax.SyntaxTree && syntax.Span.Contains(reference.Span));

    private static bool IsSpan(ITypeSymbol type, string name) =>
        type is INamedTypeSymbol { IsRefLikeType: true, Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } && type.Name == name;

    private static bool IsData(ITypeSymbol element) => element.TypeKind == TypeKind.Enum || element.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double and not SpecialType.System_Decimal;
}
