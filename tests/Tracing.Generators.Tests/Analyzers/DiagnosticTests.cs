using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Tracing.Generators.Analysis;
using Tracing.Generators.Analysis.LazyArguments;
using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.Analyzers;

public class DiagnosticTests
{
    public static TheoryData<int> CaseNumbers { get; } = [.. Enumerable.Range(0, DiagnosticCases.All.Count)];

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public async Task AFaultIsReportedWithItsIdItsMessageAndItsPlace(int number)
    {
        (string id, string source, string message) = DiagnosticCases.All[number];
        (string plain, TextSpan place) = MarkedSource.Read("using Tracing;\n" + source);

        Diagnostic found = Assert.Single(await Compiler.Analyze(Compiler.Compile(plain)));

        Assert.Equal(id, found.Id);
        Assert.Equal(message, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(place, found.Location.SourceSpan);
    }

    [Fact]
    public async Task AnOlderLanguageIsReportedAndNothingIsGenerated()
    {
        CSharpParseOptions old = Compiler.Options.WithLanguageVersion(LanguageVersion.CSharp12);
        (string plain, TextSpan place) = MarkedSource.Read("using Tracing; [TracepointProvider(\"p\")] public static partial class [|Trace|] { [Tracepoint] static partial void Done(object x); }");
        Compilation compilation = Compiler.Compile(plain, parseOptions: old);

        Diagnostic found = Assert.Single(await Compiler.Analyze(compilation));

        Assert.Equal("TRC1008", found.Id);
        Assert.Equal("Tracepoints need C# 13 or later, but this project is compiled as C# 12.0: raise <LangVersion> or remove it", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(place, found.Location.SourceSpan);
        Assert.Empty(Compiler.Drive(compilation, old).GetRunResult().GeneratedTrees);
    }

    [Fact]
    public void EveryDiagnosticHasACase()
    {
        var covered = DiagnosticCases.All.Select(static row => row.Id).Append("TRC1008").Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Descriptors().Select(static descriptor => descriptor.Id).Order(StringComparer.Ordinal), covered);
    }

    [Fact]
    public async Task APragmaSuppressesADiagnostic()
    {
        Compilation compilation = Compiler.Compile("""
            using Tracing;
            [TracepointProvider("p")] public static partial class Trace
            {
            #pragma warning disable TRC1025
                [Marker("done")] public static partial void Done(int x);
            #pragma warning restore TRC1025
                [Marker("gone")] public static partial void Gone(int x);
            }
            """);

        Diagnostic found = Assert.Single(await Compiler.Analyze(compilation), static diagnostic => !diagnostic.IsSuppressed);

        Assert.Contains("Gone", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFaultyTracepointLeavesTheOthersAndAddsNoErrorsOfTheCompiler()
    {
        Compilation compilation = Compiler.Compile("""
            using Tracing;
            [TracepointProvider("p")] public static partial class Trace
            {
                [Tracepoint] public static partial void Bad(object x, ref int y, out int z);
                [Tracepoint] public static partial void Good(int x);
            }
            public static class User { public static void M() { int y = 1; if (Trace.BadEnabled) { Trace.Bad(1, ref y, out _); } if (Trace.GoodEnabled) { Trace.Good(1); } } }
            """);

        ImmutableArray<Diagnostic> found = await Compiler.Analyze(compilation);

        Assert.Equal(["TRC1019", "TRC1018", "TRC1018"], found.Select(static diagnostic => diagnostic.Id));
        LoadedSample.AssertClean(Suppress1591(Compiler.Generate(compilation)));
    }

    [Fact]
    public async Task ATypeThatTheCompilerDoesNotKnowIsLeftToTheCompiler()
    {
        Assert.Empty(await Compiler.Analyze(Compiler.Compile(
            "using Tracing; [TracepointProvider(\"p\")] public static partial class Trace { [Tracepoint] public static partial void Bad(Missing x, Missing[] y); }")));
    }

    internal static IEnumerable<DiagnosticDescriptor> Descriptors() =>
        new DiagnosticAnalyzer[] { new ProviderAnalyzer(), new StrayTracepointAnalyzer(), new LazyArgumentsAnalyzer() }
            .SelectMany(static analyzer => analyzer.SupportedDiagnostics).DistinctBy(static descriptor => descriptor.Id);

    private static Compilation Suppress1591(Compilation compilation) => compilation.WithOptions(
        compilation.Options.WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.SetItem("CS1591", ReportDiagnostic.Suppress)));
}
