using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.Incremental;

/// <summary>
/// What an edit makes the generator do again; the compiler runs it at every keystroke. Cached: nothing before the step changed
/// either. Unchanged: the step ran and came to an equal model.
/// </summary>
public class CachingTests
{
    private const string Source = """
        using Tracing;
        [TracepointProvider("p")] public static partial class Trace { [Tracepoint] public static partial void Done(int x); }
        public static class Other { public static int M() => 1; }
        """;

    [Fact]
    public void AnUnrelatedFileChangesNothing()
    {
        Edit edit = Run(Source, static compilation => compilation.AddSyntaxTrees(Compiler.Parse("public class More;", "/src/app/More.cs")));

        Assert.Equal([IncrementalStepRunReason.Cached], edit.Reasons(StepNames.Provider));
        Assert.Equal([IncrementalStepRunReason.Cached], edit.Reasons(StepNames.Locations));
        Assert.All(edit.Outputs(), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void TheBodyOfAnotherMethodChangesNothing()
    {
        Edit edit = Run(Source, static compilation => Replace(compilation, Source.Replace("=> 1", "=> 2", StringComparison.Ordinal)));

        Assert.Equal([IncrementalStepRunReason.Cached], edit.Reasons(StepNames.Provider));
        Assert.Equal([IncrementalStepRunReason.Cached], edit.Reasons(StepNames.Locations));
        Assert.All(edit.Outputs(), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void ACommentAboveMovesThePlacesAndLeavesTheCode()
    {
        Edit edit = Run(Source, static compilation => Replace(compilation, "// comment\n" + Source));

        Assert.Equal([IncrementalStepRunReason.Unchanged], edit.Reasons(StepNames.Provider));
        Assert.Equal([IncrementalStepRunReason.Modified], edit.Reasons(StepNames.Locations));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], edit.Outputs().Order());
    }

    [Fact]
    public void AChangedFieldMakesTheCodeAgain()
    {
        Edit edit = Run(Source, static compilation => Replace(compilation, Source.Replace("int x", "long x", StringComparison.Ordinal)));

        Assert.Equal([IncrementalStepRunReason.Modified], edit.Reasons(StepNames.Provider));
        Assert.Equal([IncrementalStepRunReason.Unchanged], edit.Reasons(StepNames.Locations));
    }

    [Fact]
    public void ASecondProviderStandsBesideTheFirst()
    {
        Edit edit = Run(Source, static compilation => compilation.AddSyntaxTrees(Compiler.Parse(
            "[Tracing.TracepointProvider(\"q\")] public static partial class Second { [Tracing.Tracepoint] public static partial void Done(int x); }", "/src/app/Second.cs")));

        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], edit.Reasons(StepNames.Provider));
        Assert.Equal(2, edit.Outputs().Count(static reason => reason == IncrementalStepRunReason.New));
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, edit.Outputs());
    }

    [Fact]
    public void AMemberOfARecordStructIsSeenFromAnotherFile()
    {
        const string Struct = "public readonly record struct Point(int X);";
        const string User = "[Tracing.TracepointProvider(\"p\")] public static partial class Trace { [Tracing.Tracepoint] public static partial void Done(Point x); }";
        CSharpCompilation compilation = Compiler.Compile(User).AddSyntaxTrees(Compiler.Parse(Struct, "/src/app/Point.cs"));
        GeneratorDriver driver = Compiler.Drive(compilation);

        driver = driver.RunGenerators(
            compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Compiler.Parse(Struct.Replace("int X", "int X, int Y", StringComparison.Ordinal), "/src/app/Point.cs")),
            TestContext.Current.CancellationToken);

        Assert.Equal([IncrementalStepRunReason.Modified], new Edit(driver.GetRunResult().Results.Single()).Reasons(StepNames.Provider));
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string source) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Compiler.Parse(source));

    private static Edit Run(string source, Func<CSharpCompilation, CSharpCompilation> edit)
    {
        CSharpCompilation compilation = Compiler.Compile(source);
        GeneratorDriver driver = Compiler.Drive(compilation);
        return new Edit(driver.RunGenerators(edit(compilation), TestContext.Current.CancellationToken).GetRunResult().Results.Single());
    }

    private sealed record Edit(GeneratorRunResult Result)
    {
        public IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
            Result.TrackedSteps[step].SelectMany(static run => run.Outputs).Select(static output => output.Reason);

        /// <summary>One for each file, and one for the auto-start that is not there.</summary>
        public IReadOnlyList<IncrementalStepRunReason> Outputs() =>
            [.. Result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).Select(static output => output.Reason)];
    }
}
