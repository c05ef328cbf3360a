using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.Analyzers;

/// <summary>The pages that diagnostics link to: each is there, and its examples do what it says.</summary>
public partial class DiagnosticDocsTests
{
    public static TheoryData<string> Ids { get; } = [.. DiagnosticTests.Descriptors().Select(static descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task TheExampleFailsAndItsFixDoesNot(string id)
    {
        string page = await File.ReadAllTextAsync(Repository.Path("docs", "diagnostics", id + ".md"), TestContext.Current.CancellationToken);
        DiagnosticDescriptor descriptor = DiagnosticTests.Descriptors().Single(candidate => candidate.Id == id);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);

        string[] examples = [.. CodeBlock().Matches(page).Select(static match => match.Groups[1].Value)];
        if (examples.Length == 0)
        {
            // The language version is the project's affair, not the source's.
            Assert.Equal("TRC1008", id);
            return;
        }

        Assert.Equal([id], (await Compiler.Analyze(Compile(examples[0]))).Select(static diagnostic => diagnostic.Id));
        Assert.Empty(await Compiler.Analyze(Compile(examples[1])));
        Assert.DoesNotContain(Compiler.Generate(Compile(examples[1])).GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS1591");
    }

    [Fact]
    public void TheListOfPagesIsComplete()
    {
        string list = File.ReadAllText(Repository.Path("docs", "diagnostics", "README.md"));

        Assert.All(DiagnosticTests.Descriptors(), descriptor => Assert.Contains($"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title} |", list, StringComparison.Ordinal));
    }

    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation Compile(string example) => Compiler.Compile("using System;\nusing Tracing;\n\n" + example);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
