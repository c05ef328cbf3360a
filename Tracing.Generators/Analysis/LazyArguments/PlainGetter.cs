using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Analysis.LazyArguments;

/// <summary>
/// Whether a property's getter only reads: it is automatic or abstract, or its body consists of names, constants and
/// arithmetic. Judged by syntax alone, since an analyzer that asks for models of other files pays for binding them.
/// </summary>
internal static class PlainGetter
{
    public static bool IsPlain(IPropertySymbol property)
    {
        bool isText = property.Type.SpecialType == SpecialType.System_String;
        foreach (SyntaxReference reference in (property.PartialImplementationPart ?? property).DeclaringSyntaxReferences)
        {
            // Another tracepoint's guard, for example.
            if (!KnownTypes.IsGenerated(reference.SyntaxTree) && BodyOf(reference.GetSyntax()) is { } body && !IsPlain(body, isText))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The getter's expression, or its block if it is not a mere return; null when there is none.</summary>
    private static SyntaxNode? BodyOf(SyntaxNode declaration)
    {
        AccessorDeclarationSyntax? getter = (declaration as BasePropertyDeclarationSyntax)?.AccessorList?.Accessors
            .FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        ArrowExpressionClauseSyntax? arrow = declaration switch
        {
            PropertyDeclarationSyntax { ExpressionBody: { } body } => body,
            IndexerDeclarationSyntax { ExpressionBody: { } body } => body,
            _ => getter?.ExpressionBody,
        };
        return arrow?.Expression
            ?? (getter?.Body is { Statements: [ReturnStatementSyntax { Expression: { } returned }] } ? returned : (SyntaxNode?)getter?.Body);
    }

    private static bool IsPlain(SyntaxNode? node, bool isText) => node switch
    {
        LiteralExpressionSyntax or IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax or PredefinedTypeSyntax
            or FieldExpressionSyntax or DefaultExpressionSyntax or TypeOfExpressionSyntax => true,
        MemberAccessExpressionSyntax access => IsPlain(access.Expression, isText),
        ParenthesizedExpressionSyntax inner => IsPlain(inner.Expression, isText),
        CastExpressionSyntax cast => IsPlain(cast.Expression, isText),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving => IsPlain(forgiving.Operand, isText),
        PrefixUnaryExpressionSyntax { RawKind: not ((int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression) } unary => IsPlain(unary.Operand, isText),

        // What adds up to text is a concatenation.
        BinaryExpressionSyntax binary => !(isText && binary.IsKind(SyntaxKind.AddExpression)) && IsPlain(binary.Left, isText) && IsPlain(binary.Right, isText),
        ConditionalExpressionSyntax choice => IsPlain(choice.Condition, isText) && IsPlain(choice.WhenTrue, isText) && IsPlain(choice.WhenFalse, isText),
        _ => false,
    };
}
