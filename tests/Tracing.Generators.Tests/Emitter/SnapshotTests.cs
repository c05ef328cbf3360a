using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.Emitter;

/// <summary>
/// All that is generated, compared with files that were looked at: reviewing their change is reviewing the generator.
/// The environment variable <c>TRACING_ACCEPT_SNAPSHOTS=1</c> makes the tests write them.
/// </summary>
public class SnapshotTests
{
    public static TheoryData<string> Names { get; } = [.. SnapshotCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedCodeIsWhatWasReviewed(string name)
    {
        string actual = Write(SnapshotCases.All[name]);
        string path = Path.Combine(Folder(), name + ".txt");
        if (Environment.GetEnvironmentVariable("TRACING_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"There is no snapshot '{name}' yet: run with TRACING_ACCEPT_SNAPSHOTS=1 and review it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Fact]
    public void NoSnapshotIsLeftOver() => Assert.Equal(
        SnapshotCases.All.Keys.Order(StringComparer.Ordinal),
        Directory.GetFiles(Folder()).Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void LinesEndWithLineFeedsAndHoldNoTrailingBlanks()
    {
        foreach (string source in SnapshotCases.All.Values)
        {
            string text = Write(source);
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
        }
    }

    private static string Write(string source) => string.Concat(
        Compiler.GeneratedFiles(source, source.Contains(SnapshotCases.ReaderMark, StringComparison.Ordinal) ? [Compiler.Reader] : [])
            .OrderBy(static file => file.Key, StringComparer.Ordinal)
            .Select(static file => $"==== {file.Key}\n{file.Value}"));

    private static string Folder() => Repository.Path("tests", "Tracing.Generators.Tests", "Emitter", "Snapshots");
}
