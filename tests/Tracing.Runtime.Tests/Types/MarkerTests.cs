using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Types;

public class MarkerTests
{
    [Fact]
    public void ArgumentsStayBinaryAndTyped() => TypeCheck.Run(
        "markers:Served",
        new(static () => MarkerTrace.Served("Ada", 2.5, 7), "41 64 61 00  00 00 00 00 00 00 04 40  07 00 00 00", """{ user = "Ada", elapsed = 2.5, items = 7 }"""),
        new(static () => MarkerTrace.Served("", -1, -1), "00  00 00 00 00 00 00 F0 BF  FF FF FF FF", """{ user = "", elapsed = -1, items = -1 }"""));

    [Fact]
    public void TheSentenceIsInTheMetadataOnceWithItsSpecifiers()
    {
        using var folder = new TempFolder();
        string trace = folder["trace"];
        TypeCheck.Record(trace, "markers:Served", Enumerable.Repeat(static () => MarkerTrace.Served("Ada", 2.5, 7), 3));
        Programs.Result metadata = Programs.Tool("babeltrace2", "--output-format=ctf-metadata", trace);
        Assert.Equal((0, ""), (metadata.ExitCode, metadata.Error));
        Assert.Single(metadata.Lines, static line => line.Contains("""model.emf.uri = "marker:user {user,-10} took {elapsed,8:0.0} ms for {items:D3} items {{all}}";""", StringComparison.Ordinal));
        Assert.Equal(3, Babeltrace.Read(trace).Length);
    }
}

[TracepointProvider("markers")]
internal static partial class MarkerTrace
{
    [Marker("user {user,-10} took {elapsed,8:0.0} ms for {items:D3} items {{all}}")]
    public static partial void Served(string user, double elapsed, int items);
}
