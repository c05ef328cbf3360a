using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Tracing.Generators.CodeFixes;

/// <summary>
/// Mends all calls of a document in one go. The usual way, each call by itself and the changed texts merged, would lose
/// one of two calls where one stands in a lambda of the other, or where a call has two costly arguments.
/// </summary>
internal sealed class GuardAllCalls : DocumentBasedFixAllProvider
{
    public static readonly GuardAllCalls Instance = new();

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        CancellationToken cancellation = fixAllContext.CancellationToken;
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return document;
        }

        var calls = new List<GuardedCall>();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (GuardedCall.Find(root, model, diagnostic, cancellation) is { } call)
            {
                calls.Add(call);
            }
        }

        return await GuardRewriter.Rewrite(document, root, calls, cancellation).ConfigureAwait(false);
    }
}
