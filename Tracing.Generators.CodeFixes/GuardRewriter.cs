using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace Tracing.Generators.CodeFixes;

/// <summary>Writes the <c>if</c> around calls of one document. Comments stay with what they stand beside.</summary>
internal sealed class GuardRewriter
{
    /// <summary>What the formatter shall indent. An annotation of our own: the usual one has it done later, with the machine's line ends.</summary>
    private static readonly SyntaxAnnotation s_new = new();

    private readonly SourceText _text;
    private readonly SyntaxTrivia _lineEnd;

    private GuardRewriter(SourceText text)
    {
        _text = text;
        _lineEnd = SyntaxFactory.EndOfLine(LineEndOf(text));
    }

    /// <summary>Puts all the calls under their guards. A call may come twice.</summary>
    public static async Task<Document> Rewrite(Document document, SyntaxNode root, IEnumerable<GuardedCall> calls, CancellationToken cancellation)
    {
        var conditions = new Dictionary<SyntaxNode, ExpressionSyntax>();
        foreach (GuardedCall call in calls)
        {
            conditions[call.Target] = call.Condition;
        }

        var rewriter = new GuardRewriter(root.GetText());
        document = document.WithSyntaxRoot(root.ReplaceNodes(conditions.Keys, (original, rewritten) => rewriter.Rewrite(original, rewritten, conditions[original])));
        Microsoft.CodeAnalysis.Options.OptionSet options = await document.GetOptionsAsync(cancellation).ConfigureAwait(false);
        options = options.WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, rewriter._lineEnd.ToString());
        return await Formatter.FormatAsync(document, s_new, options, cancellation).ConfigureAwait(false);
    }

    private SyntaxNode Rewrite(SyntaxNode original, SyntaxNode rewritten, ExpressionSyntax condition)
    {
        SyntaxTriviaList indentation = IndentationOf(original);
        switch (rewritten)
        {
            case ExpressionStatementSyntax statement:
                // As another statement's body an 'if' would look odd, and take an 'else' that follows.
                IfStatementSyntax guard = Guard(statement, indentation, condition);
                return original.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax or LabeledStatementSyntax ? guard : Block(guard);
            case LambdaExpressionSyntax { ExpressionBody: { } body } lambda:
                return lambda
                    .WithArrowToken(lambda.ArrowToken.WithTrailingTrivia())
                    .WithBody(Body(lambda.ArrowToken.TrailingTrivia, body, SyntaxFactory.Token(SyntaxKind.SemicolonToken), indentation, condition).WithTrailingTrivia(body.GetTrailingTrivia()))
                    .WithAdditionalAnnotations(s_new);
            case BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } method:
                return method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Body(arrow, method.SemicolonToken, indentation, condition));
            case LocalFunctionStatementSyntax { ExpressionBody: { } arrow } function:
                return function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Body(arrow, function.SemicolonToken, indentation, condition));
            case AccessorDeclarationSyntax { ExpressionBody: { } arrow } accessor:
                return accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Body(arrow, accessor.SemicolonToken, indentation, condition));
            default:
                return rewritten;
        }
    }

    /// <summary>The body in place of an arrow.</summary>
    private BlockSyntax Body(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, SyntaxTriviaList indentation, ExpressionSyntax condition) =>
        Body(arrow.ArrowToken.LeadingTrivia.AddRange(arrow.ArrowToken.TrailingTrivia), arrow.Expression, semicolon.WithLeadingTrivia().WithTrailingTrivia(), indentation, condition)
            .WithTrailingTrivia(semicolon.TrailingTrivia);

    private BlockSyntax Body(SyntaxTriviaList before, ExpressionSyntax call, SyntaxToken semicolon, SyntaxTriviaList indentation, ExpressionSyntax condition)
    {
        IEnumerable<SyntaxTrivia> comments = before.AddRange(call.GetLeadingTrivia()).Where(IsComment).SelectMany(comment => new[] { comment, _lineEnd });
        return Block(Guard(SyntaxFactory.ExpressionStatement(call.WithoutTrivia(), semicolon).WithLeadingTrivia(comments), indentation, condition));
    }

    /// <summary>A comment above a statement goes above the <c>if</c>, one behind it stays behind it.</summary>
    private IfStatementSyntax Guard(ExpressionStatementSyntax statement, SyntaxTriviaList indentation, ExpressionSyntax condition)
    {
        SyntaxTriviaList trailing = statement.GetTrailingTrivia();
        IEnumerable<SyntaxTrivia> behind = trailing.Any(IsComment) ? trailing.Where(static trivia => !trivia.IsKind(SyntaxKind.EndOfLineTrivia)) : [];

        // With its old indentation the formatter moves the statement's further lines along.
        ExpressionStatementSyntax inner = statement.WithLeadingTrivia(indentation).WithTrailingTrivia(behind.Append(_lineEnd));
        return SyntaxFactory.IfStatement(condition, Block(inner))
            .WithLeadingTrivia(statement.GetLeadingTrivia())
            .WithAdditionalAnnotations(s_new);
    }

    private BlockSyntax Block(StatementSyntax statement) =>
        SyntaxFactory.Block(statement)
            .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(_lineEnd))
            .WithTrailingTrivia(_lineEnd)
            .WithAdditionalAnnotations(s_new);

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;

    /// <summary>The white space at the start of the line on which the call begins.</summary>
    private SyntaxTriviaList IndentationOf(SyntaxNode target)
    {
        SyntaxNode call = target switch
        {
            LambdaExpressionSyntax lambda => lambda.Body,
            ExpressionStatementSyntax => target,
            _ => target.ChildNodes().OfType<ArrowExpressionClauseSyntax>().Single().Expression,
        };
        string line = _text.Lines.GetLineFromPosition(call.SpanStart).ToString();
        return [SyntaxFactory.Whitespace(line[..^line.TrimStart().Length])];
    }

    private static string LineEndOf(SourceText text)
    {
        TextLine first = text.Lines[0];
        string end = text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
        return end.Length == 0 ? "\n" : end;
    }
}
