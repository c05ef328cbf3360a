using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Models.Tests;

/// <summary>A model of tests/Tracing.Models. Its first comment lists its variants and its planted faults, a line each.</summary>
internal sealed partial class Model(string name)
{
    /// <summary>The deepest model goes to 900 steps; a search that reaches this is not complete, and says so.</summary>
    private const int MaxDepth = 100_000;

    /// <summary>The largest model needs 0.4 GiB.</summary>
    private const int MemoryLimitMiB = 2048;

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Tracing.Models");

    private string Text { get; } = File.ReadAllText(Path.Combine(Folder, name + ".pml"));

    /// <summary>The model as it is, which has no name, and its variants.</summary>
    public IEnumerable<string> Variants => ["", .. VariantPattern().Matches(Text).Select(static match => match.Groups[1].Value)];

    /// <summary>The faults that this model must find.</summary>
    public IEnumerable<string> Faults => FaultPattern().Matches(Text).Select(static match => match.Groups[1].Value);

    /// <summary>Looks at every state, and finds nothing.</summary>
    public void AssertHolds(string variant)
    {
        // The optimizer pays for itself here, and not where a fault ends the search early.
        string report = Check(variant, optimization: "-O2");
        Assert.Contains("errors: 0", report);
        Assert.Matches("Full statespace search", report);
        Assert.DoesNotContain("Search not completed", report);
        Assert.DoesNotContain("max search depth too small", report);
        Assert.DoesNotContain("MEMLIM", report);
        if (variant.Length == 0)
        {
            // A statement that no state comes to would be checked by nothing.
            Assert.DoesNotMatch(UnreachedPattern(), report);
        }
    }

    /// <summary>Finds a state that is wrong.</summary>
    public void AssertFails(string fault)
    {
        string report = Check(fault, optimization: "-O1");
        Assert.Matches("errors: [1-9]", report);
        Assert.Contains("assertion violated", report);
    }

    private string Check(string define, string optimization)
    {
        using var folder = new TempFolder();
        foreach (string file in Directory.EnumerateFiles(Folder, "*.pml"))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        // They skip, or fail on a build machine, where a program is missing.
        Programs.Tool("spin", "-V");
        Programs.Tool("gcc", "--version");
        string[] defines = define.Length == 0 ? [] : ["-D" + define];
        Run("spin", ["-a", .. defines, name + ".pml"]);
        Run("gcc", [optimization, "-w", "-DSAFETY", "-DCOLLAPSE", $"-DMEMLIM={MemoryLimitMiB}", "-o", "pan", "pan.c"]);
        return Run(folder["pan"], [$"-m{MaxDepth}"]);

        string Run(string program, IEnumerable<string> arguments)
        {
            Programs.Result result = Programs.Run(program, arguments, start => start.WorkingDirectory = folder.Path);
            Assert.True(result.ExitCode == 0, $"{program} failed:\n{result.Output}{result.Error}");
            return result.Output;
        }
    }

    // Loops that go on for ever have an end that is not reached.
    [GeneratedRegex(@"^\t\S+, state \d+, ""(?!-end-)", RegexOptions.Multiline)]
    private static partial Regex UnreachedPattern();

    [GeneratedRegex(@"^ \* VARIANT (\w+): ", RegexOptions.Multiline)]
    private static partial Regex VariantPattern();

    [GeneratedRegex(@"^ \* (FAULT_\w+): ", RegexOptions.Multiline)]
    private static partial Regex FaultPattern();
}
