using System.IO.Pipelines;
using System.Text;
using Tracing.Reader.Tests.Traces;
using Tracing.Reader.Tests.Typed;
using Tracing.Runtime;
using Xunit;

namespace Tracing.Reader.Tests.Documentation;

/// <summary>The code in docs/reader.md is that of <see cref="Snippets"/>, and does what the page says.</summary>
[Collection(nameof(ShopTrace))]
public sealed class SnippetTests
{
    private const string Begin = "// snippet: ";
    private const string End = "// end";

    private static readonly string[] s_names = ["read", "typed", "seek", "summary", "visitor", "follow", "send", "receive"];

    [Fact]
    public void ThePageShowsTheCodeThatIsTested()
    {
        string page = File.ReadAllText(PathOf("docs", "reader.md"));
        string[] source = File.ReadAllLines(PathOf("tests", "Tracing.Reader.Tests", "Documentation", "Snippets.cs"));
        foreach (string name in s_names)
        {
            Assert.Contains("```csharp\n" + Snippet(source, name) + "\n```", page, StringComparison.Ordinal);
        }

        // No other code stands there.
        Assert.Equal(s_names.Length, page.Split("```csharp").Length - 1);
    }

    [Fact]
    public async Task TheCodeWorks()
    {
        using var folder = new TraceFolder();
        string trace = Path.Combine(folder.Path, "trace");
        using (TraceSession.Start(trace, "shop:*"))
        {
            ShopTrace.OrderPlaced(7, "Ada", 12.50m);
            ShopTrace.OrderPlaced(8, "Robert", 1m);
        }

        // The page is about the application's events alone.
        File.Delete(Path.Combine(trace, "tracing_1"));
        using var output = new StringWriter();
        Snippets.Read(trace, output);
        Assert.Contains(" order 7: 12.50\n", output.ToString(), StringComparison.Ordinal);
        Snippets.ReadTyped(trace, output);
        Assert.Contains(": Robert pays 1\n", output.ToString(), StringComparison.Ordinal);
        Snippets.Summarize(trace, output);
        Assert.Contains("2 events, 0 lost, 0 problems", output.ToString(), StringComparison.Ordinal);
        Snippets.Seek(trace, TraceReader.Open(trace).Summarize().LastTime!.Value, output);
        Assert.EndsWith("customer=\"Robert\" total=1\n", output.ToString(), StringComparison.Ordinal);
        Assert.Equal("Robert".Length, Snippets.FindLongestText(trace));
        await Snippets.Follow(trace, static e => e.GetInt64("orderId") == 8, TestContext.Current.CancellationToken);

        var pipe = new Pipe();
        string stream = Directory.GetFiles(trace).Single(static file => Path.GetFileName(file) != "metadata");
        await Snippets.Send(pipe.Writer, File.ReadAllBytes(Path.Combine(trace, "metadata")), File.ReadAllBytes(stream));
        await pipe.Writer.CompleteAsync();
        using var log = new StringWriter();
        await Snippets.Receive(pipe.Reader, log, TestContext.Current.CancellationToken);
        Assert.Equal(2, log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static string Snippet(string[] source, string name)
    {
        int begin = Array.FindIndex(source, line => line.Trim() == Begin + name);
        int end = Array.FindIndex(source, begin, static line => line.Trim() == End);
        int indent = source[begin].IndexOf('/', StringComparison.Ordinal);
        var text = new StringBuilder();
        foreach (string line in source[(begin + 1)..end])
        {
            text.Append(line.Length > indent ? line[indent..] : "").Append('\n');
        }

        return text.ToString().Trim('\n');
    }

    private static string PathOf(params string[] parts)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Directory.Packages.props")))
        {
            root = Path.GetDirectoryName(root);
        }

        return Path.Combine([root ?? throw new InvalidOperationException("The tests run outside of the repository, where they find the page."), .. parts]);
    }
}
