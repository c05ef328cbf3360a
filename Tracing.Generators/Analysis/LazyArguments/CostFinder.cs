using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Tracing.Generators.Analysis.LazyArguments;

/// <summary>Finds the first thing in an argument that costs something and is evaluated without the guard.</summary>
/// <param name="assembly">The one that is compiled: bodies of properties are looked at in this one only, so that an editor, which sees the sources of other projects, says the same as a build.</param>
/// <param name="guard">The tracepoint's <c>…Enabled</c>.</param>
/// <param name="cancellation">Ends the search.</param>
internal sealed class CostFinder(IAssemblySymbol assembly, IPropertySymbol guard, CancellationToken cancellation)
{
    /// <summary>What costs, from the outside in, and how a message says it behind the argument's name. Null when nothing does.</summary>
    public (IOperation Operation, string What)? Find(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();

        // Of what throws the cost does not count, and it is no matter of tracing; what is in error the compiler reports.
        if (operation.ConstantValue.HasValue || operation is IThrowOperation or IInvalidOperation)
        {
            return null;
        }

        if (CostOf(operation) is { } what)
        {
            return GuardSearch.IsGuarded(operation, guard) ? null : (operation, what);
        }

        // A lambda's body is not evaluated here.
        if (operation is IAnonymousFunctionOperation)
        {
            return null;
        }

        foreach (IOperation child in operation.ChildOperations)
        {
            if (Find(child) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private string? CostOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => CheapMembers.IsCheap(call.TargetMethod) ? null : Calls(call.TargetMethod),
        IFunctionPointerInvocationOperation => "calls a function pointer",
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation => "binds a call at run time",
        IPropertyReferenceOperation property => IsWritten(property) || CheapMembers.IsCheap(property.Property, assembly) ? null : $"evaluates '{Name(property.Property)}'",
        IImplicitIndexerReferenceOperation { IndexerSymbol: IMethodSymbol slice } => CheapMembers.IsCheap(slice) ? null : Calls(slice),
        IArrayElementReferenceOperation { Indices: [{ Type.Name: "Range" }], Type: { } type } => Allocates(type),
        IObjectCreationOperation { Type: { IsReferenceType: true } type } => Allocates(type),
        ITypeParameterObjectCreationOperation or IAnonymousObjectCreationOperation => Allocates(operation.Type!),
        IWithOperation { Type: { IsReferenceType: true } type } => Allocates(type),
        IArrayCreationOperation array => Allocations.IsFree(array) ? null : Allocates(array.Type!),
        ICollectionExpressionOperation { Type: { } type } collection => Allocations.IsFree(collection) ? null : Allocates(type),
        IDelegateCreationOperation { Type: { } type } creation => Allocations.IsCached(creation) ? null : Allocates(type),
        IInterpolatedStringOperation => "formats a string",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }
            or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } => "concatenates strings",
        IBinaryOperation { OperatorMethod: { } method } => CheapMembers.IsCheapOperator(method) ? null : Calls(method),
        IUnaryOperation { OperatorMethod: { } method } => CheapMembers.IsCheapOperator(method) ? null : Calls(method),
        IConversionOperation conversion => CostOf(conversion),
        _ => null,
    };

    private static string? CostOf(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is { } method)
        {
            return CheapMembers.IsCheapOperator(method) ? null : Calls(method);
        }

        return conversion.GetConversion().IsBoxing ? $"boxes '{Name(conversion.Operand.Type!)}'" : null;
    }

    /// <summary>Whether the property is the target of an assignment, as in an initializer.</summary>
    private static bool IsWritten(IPropertyReferenceOperation property) =>
        property.Parent is IAssignmentOperation { Target: var target } && ReferenceEquals(target, property);

    private static string Calls(IMethodSymbol method) => $"calls '{Name(method)}'";

    private static string Allocates(ITypeSymbol type) => $"allocates '{Name(type)}'";

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string Name(ISymbol member) => member.ContainingType is { Name.Length: > 0 } type && member is not IMethodSymbol { MethodKind: MethodKind.LocalFunction }
        ? type.Name + "." + member.Name
        : member.Name;
}
