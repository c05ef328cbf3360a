using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tracing.Generators.Analysis.LazyArguments;

namespace Tracing.Generators.CodeFixes;

/// <summary>A call that can be put under its guard.</summary>
/// <param name="Target">What is rewritten: a statement, or the function whose expression body the call is.</param>
/// <param name="Condition">The guard, as it is written at this place.</param>
internal sealed record GuardedCall(SyntaxNode Target, ExpressionSyntax Condition)
{
    /// <summary>The call that a diagnostic is about; null where it cannot be mended without changing what the program does.</summary>
    public static GuardedCall? Find(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (diagnostic.AdditionalLocations is not [{ SourceSpan: var span }, ..]
            || !root.FullSpan.Contains(span)
            || !diagnostic.Properties.TryGetValue(GuardProperty.Key, out string? guard)
            || guard is null
            || root.FindNode(span, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
            || SideEffects.AreIn(call)
            || TargetOf(call, model, cancellation) is not { } target
            || ConditionOf(call, guard, model, cancellation) is not { } condition)
        {
            return null;
        }

        return new GuardedCall(target, condition);
    }

    private static SyntaxNode? TargetOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) => call.Parent switch
    {
        ExpressionStatementSyntax statement => statement,
        LambdaExpressionSyntax lambda => IsExpressionTree(lambda, model, cancellation) ? null : lambda,
        ArrowExpressionClauseSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax } arrow =>
            arrow.DescendantTrivia(descendIntoTrivia: true).Any(static trivia => trivia.IsDirective) ? null : arrow.Parent,
        _ => null,
    };

    /// <summary>Whether a lambda becomes data: it can have no block then.</summary>
    private static bool IsExpressionTree(LambdaExpressionSyntax lambda, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(lambda, cancellation).ConvertedType is not { TypeKind: TypeKind.Delegate };

    private static ExpressionSyntax? ConditionOf(InvocationExpressionSyntax call, string guard, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { ContainingType: { } provider })
        {
            return null;
        }

        // As the call is written if that means the guard here too, else with as much of the full name as is needed.
        var name = SyntaxFactory.IdentifierName(SyntaxFactory.Identifier(
            default, SyntaxKind.IdentifierToken, Escape(guard), guard, default));
        ExpressionSyntax[] candidates =
        [
            call.Expression is MemberAccessExpressionSyntax access ? access.WithName(name).WithoutTrivia() : name,
            Member(provider.ToMinimalDisplayString(model, call.SpanStart), name),
            Member(provider.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), name),
        ];
        return candidates.FirstOrDefault(candidate =>
            model.GetSpeculativeSymbolInfo(call.SpanStart, candidate, SpeculativeBindingOption.BindAsExpression).Symbol is IPropertySymbol { IsStatic: true } property
            && property.Name == guard
            && SymbolEqualityComparer.Default.Equals(property.ContainingType, provider));
    }

    private static MemberAccessExpressionSyntax Member(string type, SimpleNameSyntax name) =>
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, SyntaxFactory.ParseExpression(type), name);

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
