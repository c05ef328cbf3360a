using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.LazyArguments;

/// <summary>What of an argument costs something, and what does not.</summary>
public class CostTests
{
    /// <summary>One compilation for all rows: binding the framework's references takes longer than everything else.</summary>
    private static readonly Lazy<Task<(string Source, ILookup<int, Diagnostic> ByRow)>> s_found = new(AnalyzeAll);

    public static TheoryData<int> Rows { get; } = [.. Enumerable.Range(0, CostCases.All.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task WhatCostsIsReportedOnceAtItsPlaceAndNothingElseIs(int row)
    {
        (string statement, string? message) = CostCases.All[row];
        (string source, ILookup<int, Diagnostic> byRow) = await s_found.Value;

        if (message is null)
        {
            Assert.Empty(byRow[row]);
            return;
        }

        Diagnostic found = Assert.Single(byRow[row]);
        Assert.Contains(message, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(Marked(statement).Trim('(', ')'), source[found.Location.SourceSpan.Start..found.Location.SourceSpan.End].Trim('(', ')'));
    }

    [Fact]
    public async Task EachCostlyArgumentIsReported() => Assert.Equal(
        ["Argument 'x' calls", "Argument 'y' formats"],
        (await Shop.Analyze(Shop.Source("ShopTrace.Two(Order.Compute(), $\"{number}\");")))
            .Select(static found => string.Join(' ', found.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Split(' ').Take(3))));

    [Fact]
    public async Task ATracepointOfAnotherAssemblyIsKnownByItsMetadata()
    {
        Compilation library = Compiler.Generate(Compiler.Compile("""
            using Tracing;
            [TracepointProvider("lib")] public static partial class LibTrace
            {
                [Tracepoint] public static partial void Done(int x);
                [Tracepoint(Name = "done-text")] public static partial void Done(string x);
            }
            public class Thing { public string Text => "a".ToUpperInvariant(); }
            """, Compiler.Strict().WithGeneralDiagnosticOption(ReportDiagnostic.Default)));
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        const string User = """
            public static class User
            {
                public static void M(int number, Thing thing)
                {
                    LibTrace.Done(number.ToString());
                    if (LibTrace.done_textEnabled) { LibTrace.Done(number.ToString()); }
                    LibTrace.Done(thing.Text);
                }
            }
            """;

        // As a build sees the library, and as an editor does.
        foreach (MetadataReference reference in (MetadataReference[])[MetadataReference.CreateFromImage(image.ToArray()), library.ToMetadataReference()])
        {
            Diagnostic found = Assert.Single(await Compiler.Analyze(Compiler.Compile(User).AddReferences(reference)));
            Assert.Contains("'if (LibTrace.done_textEnabled)'", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Assert.Equal(4, found.Location.GetLineSpan().StartLinePosition.Line);
        }
    }

    private static async Task<(string Source, ILookup<int, Diagnostic> ByRow)> AnalyzeAll()
    {
        string source = Shop.Source([.. CostCases.All.Select(static row => row.Statement.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal))]);
        return (source, (await Shop.Analyze(source)).ToLookup(static found => Shop.RowOf(found)));
    }

    private static string Marked(string statement)
    {
        (string plain, TextSpan place) = MarkedSource.Read(statement);
        return plain[place.Start..place.End];
    }
}
