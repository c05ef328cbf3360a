using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Tracing.Generators.CodeFixes;

namespace Tracing.Generators.Tests.Support;

/// <summary>Applies the code fix to a source as an editor would. Source and result must compile.</summary>
internal sealed class CodeFixer : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly Document _document;

    private CodeFixer(string source)
    {
        // What is generated for the source stands in a document too: a workspace of this kind runs no generators.
        CSharpCompilation compilation = Compile(source);
        Project project = _workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: Compiler.Options, metadataReferences: compilation.References));
        foreach (SyntaxTree generated in Compiler.Generate(compilation).SyntaxTrees.Skip(1))
        {
            project = project.AddDocument(generated.FilePath, generated.GetText(Cancellation), filePath: generated.FilePath).Project;
        }

        _document = project.AddDocument("Source.cs", source, filePath: Compiler.FileName);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The source after the fix of its only diagnostic, or null when none is offered.</summary>
    public static async Task<string?> Fix(string source)
    {
        using var fixer = new CodeFixer(source);
        CodeAction? offered = null;
        Diagnostic diagnostic = (await fixer.Diagnostics()).First();
        await new GuardCallCodeFix().RegisterCodeFixesAsync(new CodeFixContext(fixer._document, diagnostic, (action, _) => offered ??= action, Cancellation));
        return offered is null ? null : await fixer.Apply(offered);
    }

    /// <summary>The source after all its diagnostics are fixed at once.</summary>
    public static async Task<string> FixAll(string source)
    {
        using var fixer = new CodeFixer(source);
        var fix = new GuardCallCodeFix();
        var context = new FixAllContext(
            fixer._document, fix, FixAllScope.Solution, "TRC2001", fix.FixableDiagnosticIds, new Found(await fixer.Diagnostics()), Cancellation);
        return await fixer.Apply(Assert.IsType<CodeAction>(await fix.GetFixAllProvider().GetFixAsync(context), exactMatch: false));
    }

    /// <summary>How often the analyzer still reports.</summary>
    public static async Task<int> Remaining(string source) => (await Compiler.Analyze(Compile(source))).Count(static found => found.Id == "TRC2001");

    public void Dispose() => _workspace.Dispose();

    private static CSharpCompilation Compile(string source)
    {
        CSharpCompilation compilation = Compiler.Compile(source, Compiler.Strict().WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithOutputKind(
            source.Contains("// top-level", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(Compiler.Generate(compilation).GetDiagnostics(Cancellation).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    private async Task<ImmutableArray<Diagnostic>> Diagnostics()
    {
        var compilation = (CSharpCompilation)(await _document.Project.GetCompilationAsync(Cancellation))!;
        SyntaxTree tree = (await _document.GetSyntaxTreeAsync(Cancellation))!;
        return [.. (await Compiler.AnalyzeGenerated(compilation)).Where(found => found.Id == "TRC2001" && found.Location.SourceTree == tree)];
    }

    private async Task<string> Apply(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(Cancellation);
        Solution changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        string result = (await changed.GetDocument(_document.Id)!.GetTextAsync(Cancellation)).ToString();
        Compile(result);
        return result;
    }

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return diagnostics.Where(found => found.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
