using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Tracing.Generators.Analysis;
using Tracing.Generators.Analysis.LazyArguments;

namespace Tracing.Generators.Tests.Support;

/// <summary>Compiles source as a user's project would, with the generator and its analyzers.</summary>
internal static class Compiler
{
    public const string FileName = "/src/app/Source.cs";

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(TracepointAttribute).Assembly.Location)];

    /// <summary>The reference that makes the generator write typed records.</summary>
    public static MetadataReference Reader { get; } = MetadataReference.CreateFromFile(typeof(Tracing.Reader.TraceReader).Assembly.Location);

    public static CSharpParseOptions Options { get; } = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>What a strict user's project sets: warnings as errors, overflow checks, documentation, CLS compliance if asked for.</summary>
    public static CSharpCompilationOptions Strict(NullableContextOptions nullable = NullableContextOptions.Enable) => new(
        OutputKind.DynamicallyLinkedLibrary,
        generalDiagnosticOption: ReportDiagnostic.Error,
        warningLevel: 9999,
        checkOverflow: true,
        nullableContextOptions: nullable,
        specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
        {
            // What the compiler says of its own informational ids is no warning in a project either.
            ["CS8019"] = ReportDiagnostic.Suppress,
        });

    public static SyntaxTree Parse(string source, string path = FileName, CSharpParseOptions? options = null) =>
        CSharpSyntaxTree.ParseText(source, options ?? Options, path);

    public static CSharpCompilation Compile(string source, CSharpCompilationOptions? options = null, CSharpParseOptions? parseOptions = null) =>
        CSharpCompilation.Create("Sample", [Parse(source, options: parseOptions)], s_references, options ?? Strict());

    /// <summary>Runs the generator; incremental steps are tracked.</summary>
    public static GeneratorDriver Drive(Compilation compilation, CSharpParseOptions? parseOptions = null, AnalyzerConfigOptionsProvider? config = null) =>
        CSharpGeneratorDriver.Create(
            [new ProviderGenerator().AsSourceGenerator()],
            parseOptions: parseOptions ?? Options,
            optionsProvider: config,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
        .RunGenerators(compilation);

    /// <summary>The compilation with all that was generated. The generator must not have failed.</summary>
    public static Compilation Generate(Compilation compilation, CSharpParseOptions? parseOptions = null)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ProviderGenerator().AsSourceGenerator()], parseOptions: parseOptions ?? Options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return output;
    }

    /// <summary>What the analyzers say, generated code included in what they see, in source order.</summary>
    public static Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation) =>
        AnalyzeGenerated(Generate(compilation, (CSharpParseOptions)compilation.SyntaxTrees.First().Options));

    /// <summary>What the analyzers say of a compilation that has the generated code already.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeGenerated(Compilation compilation)
    {
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers([new ProviderAnalyzer(), new StrayTracepointAnalyzer(), new LazyArgumentsAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, static diagnostic => diagnostic.Id == "AD0001");
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>The generated files by name, line ends and version made the same everywhere.</summary>
    public static IReadOnlyDictionary<string, string> GeneratedFiles(string source, params MetadataReference[] references)
    {
        GeneratorRunResult result = Drive(Compile(source).AddReferences(references)).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        string version = typeof(ProviderGenerator).Assembly.GetName().Version!.ToString(3);
        return result.GeneratedSources.ToDictionary(
            static file => file.HintName,
            file => file.SourceText.ToString().Replace($"\"{version}\"", "\"VERSION\"", StringComparison.Ordinal));
    }
}
