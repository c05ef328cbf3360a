using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests;

/// <summary>Holds docs/memory-ordering.md against the sources.</summary>
public partial class MemoryOrderingDocTests
{
    [Fact]
    public void TheListOfAtomicAccessesIsComplete()
    {
        string[] missing = [.. InSources().Except(InDocument()).Order()];
        Assert.True(missing.Length == 0, "Not in docs/memory-ordering.md: " + string.Join("; ", missing));
    }

    [Fact]
    public void TheListHasNothingThatIsGone()
    {
        string[] gone = [.. InDocument().Except(InSources()).Order()];
        Assert.True(gone.Length == 0, "No longer in the sources: " + string.Join("; ", gone));
    }

    [Fact]
    public void AnUnlistedAccessIsFound()
    {
        string[] planted = [.. Accesses("Planted", "        Volatile.Write(ref _secret, 1);")];
        Assert.Equal(["Planted `Volatile.Write(_secret)`"], planted);
        Assert.DoesNotContain(planted[0], InDocument());
    }

    private static HashSet<string> InSources() =>
    [
        .. from folder in (string[])["Tracing.Abstractions", "Tracing.Runtime"]
           from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
           from access in Accesses(Path.GetFileName(file).Split('.')[0], File.ReadAllText(file))
           select access,
    ];

    private static HashSet<string> InDocument() =>
    [
        .. from line in File.ReadLines(Path.Combine(Repository.Root, "docs", "memory-ordering.md"))
           let row = RowPattern().Match(line)
           where row.Success
           select $"{row.Groups["type"].Value} `{row.Groups["access"].Value}`",
    ];

    private static IEnumerable<string> Accesses(string type, string source) =>
        from line in source.Split('\n')
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        from Match access in AccessPattern().Matches(line.Split(" // ")[0])
        select $"{type} `{access.Groups["call"].Value}({access.Groups["target"].Value})`";

    // The target is the first argument: up to a comma or the closing parenthesis, with one pair of parentheses or brackets inside.
    [GeneratedRegex(@"(?<call>(Volatile|Interlocked)\.\w+)\((ref )?(?<target>(\((\([^()]*\)|[^()])*\)|\[[^\]]*\]|[^,()\[\]])*)")]
    private static partial Regex AccessPattern();

    [GeneratedRegex(@"^\| (?<type>\w+) \| `(?<access>[^`]+)` \|")]
    private static partial Regex RowPattern();
}
