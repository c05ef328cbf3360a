using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Tracing.Generators.Analysis.LazyArguments;

/// <summary>What a condition's outcome says about a tracepoint.</summary>
internal static class GuardCondition
{
    /// <summary>Whether <c>…Enabled</c> is true whenever the condition has this outcome.</summary>
    public static bool Implies(IOperation condition, bool outcome, IPropertySymbol guard) => Implies(condition, outcome, guard, followLocals: true);

    private static bool Implies(IOperation condition, bool outcome, IPropertySymbol guard, bool followLocals)
    {
        bool Part(IOperation part, bool partOutcome) => Implies(part, partOutcome, guard, followLocals);

        switch (condition)
        {
            case IPropertyReferenceOperation property:
                return outcome && SymbolEqualityComparer.Default.Equals(property.Property, guard);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Part(not.Operand, !outcome);
            case IConversionOperation conversion:
                return Part(conversion.Operand, outcome);

            // Of 'a && b' that is true both are; of one that is false either may be.
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                return outcome ? Part(both.LeftOperand, true) || Part(both.RightOperand, true) : Part(both.LeftOperand, false) && Part(both.RightOperand, false);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either:
                return outcome ? Part(either.LeftOperand, true) && Part(either.RightOperand, true) : Part(either.LeftOperand, false) || Part(either.RightOperand, false);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue: { HasValue: true, Value: bool value } } equal:
                return Part(equal.LeftOperand, outcome == value);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: bool value } } unequal:
                return Part(unequal.LeftOperand, outcome != value);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool value } } } test:
                return Part(test.Value, outcome == value);

            // 'bool isTraced = X.YEnabled;' some lines above. One step only, so that no circle of them is walked.
            case ILocalReferenceOperation { Local: { } local } when followLocals:
                return InitializerOf(local, condition) is { } initializer && Implies(initializer, outcome, guard, followLocals: false);
            default:
                return false;
        }
    }

    private static IOperation? InitializerOf(ILocalSymbol local, IOperation use) =>
        local.DeclaringSyntaxReferences is [var reference]
        && reference.SyntaxTree == use.Syntax.SyntaxTree
        && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? use.SemanticModel?.GetOperation(value)
            : null;
}
