using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Tracing.Generators.Analysis.LazyArguments;

/// <summary>
/// Whether an operation is reached only when a tracepoint's <c>…Enabled</c> is true. Goes from the operation outwards, out
/// of lambdas and local functions too: what is made under a guard is taken to be used under it.
/// </summary>
internal static class GuardSearch
{
    public static bool IsGuarded(IOperation operation, IPropertySymbol guard)
    {
        for (IOperation child = operation; child.Parent is { } parent; child = parent)
        {
            if (IsGuardedBy(parent, child, guard))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGuardedBy(IOperation parent, IOperation child, IPropertySymbol guard) => parent switch
    {
        IConditionalOperation choice => ReferenceEquals(child, choice.WhenTrue) ? GuardCondition.Implies(choice.Condition, true, guard)
            : ReferenceEquals(child, choice.WhenFalse) && GuardCondition.Implies(choice.Condition, false, guard),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => ReferenceEquals(child, both.RightOperand) && GuardCondition.Implies(both.LeftOperand, true, guard),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => ReferenceEquals(child, either.RightOperand) && GuardCondition.Implies(either.LeftOperand, false, guard),
        IWhileLoopOperation { ConditionIsTop: true, ConditionIsUntil: false, Condition: { } condition } loop => ReferenceEquals(child, loop.Body) && GuardCondition.Implies(condition, true, guard),
        IForLoopOperation { Condition: { } condition } loop => ReferenceEquals(child, loop.Body) && GuardCondition.Implies(condition, true, guard),
        ICatchClauseOperation { Filter: { } filter } clause => ReferenceEquals(child, clause.Handler) && GuardCondition.Implies(filter, true, guard),
        ISwitchExpressionArmOperation { Guard: { } when } arm => ReferenceEquals(child, arm.Value) && GuardCondition.Implies(when, true, guard),
        ISwitchCaseOperation section => section.Clauses is [IPatternCaseClauseOperation { Guard: { } when }] && GuardCondition.Implies(when, true, guard) || IsBehindExit(section.Body, child, guard),
        IBlockOperation block => IsBehindExit(block.Operations, child, guard),
        _ => false,
    };

    /// <summary>Whether an earlier statement leaves when the tracepoint is disabled: <c>if (!X.YEnabled) { return; }</c>.</summary>
    private static bool IsBehindExit(ImmutableArray<IOperation> statements, IOperation child, IPropertySymbol guard)
    {
        foreach (IOperation statement in statements)
        {
            if (ReferenceEquals(statement, child))
            {
                return false;
            }

            if (statement is IConditionalOperation choice && Leaves(choice.WhenTrue) && GuardCondition.Implies(choice.Condition, false, guard))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation { Kind: not OperationKind.YieldReturn } or IBranchOperation or IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: [.., var last] } => Leaves(last),
        _ => false,
    };
}
