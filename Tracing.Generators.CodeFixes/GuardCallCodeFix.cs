using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Tracing.Generators.CodeFixes;

/// <summary>Puts a call whose arguments cost something under <c>if (X.YEnabled)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GuardCallCodeFix))]
[Shared]
public sealed class GuardCallCodeFix : CodeFixProvider
{
    private const string DiagnosticId = "TRC2001";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => GuardAllCalls.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (GuardedCall.Find(root, model, diagnostic, context.CancellationToken) is { } call)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Put the call under 'if ({call.Condition})'",
                        cancellation => GuardRewriter.Rewrite(context.Document, root, [call], cancellation),
                        equivalenceKey: DiagnosticId),
                    diagnostic);
            }
        }
    }
}
