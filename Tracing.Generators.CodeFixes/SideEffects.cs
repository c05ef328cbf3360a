using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tracing.Generators.CodeFixes;

/// <summary>Arguments that visibly do something for the code behind the call too, so that they must be evaluated always.</summary>
internal static class SideEffects
{
    /// <summary>The whole call is looked at: what an extension method is called on is an argument too.</summary>
    public static bool AreIn(InvocationExpressionSyntax call) => call.DescendantNodes().Any(Is);

    private static bool Is(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Parent is not InitializerExpressionSyntax,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax =>
            node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        AwaitExpressionSyntax or ThrowExpressionSyntax => true,
        ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword,

        // A variable may be used behind the call, where it would be out of scope; one in a lambda cannot.
        SingleVariableDesignationSyntax => !node.Ancestors().TakeWhile(static ancestor => ancestor is not StatementSyntax).Any(static ancestor => ancestor is AnonymousFunctionExpressionSyntax),
        _ => false,
    };
}
