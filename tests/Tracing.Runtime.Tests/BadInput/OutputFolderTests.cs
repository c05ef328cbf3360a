using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.BadInput;

/// <summary>Output folders that cannot be used: each says why and what to do, and leaves neither a session nor a file behind.</summary>
public class OutputFolderTests
{
    [Fact]
    public void AFolderThatIsNotEmptyIsRefusedAndLeftAlone()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["precious"], "");
        IOException exception = Assert.Throws<IOException>(() => TraceSession.Start(folder.Path, "none:*"));

        Assert.Equal($"The output folder '{folder.Path}' is not empty. A trace needs a folder of its own: name another one, or delete what is in this one.", exception.Message);
        Assert.Equal([folder["precious"]], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void AnEmptyFolderIsTaken()
    {
        using var folder = new TempFolder();
        TraceSession.Start(folder.Path, "none:*").Dispose();
        Assert.Equal([folder["metadata"], folder["tracing_1"]], Directory.EnumerateFileSystemEntries(folder.Path).Order());
        Assert.Empty(Babeltrace.Read(folder.Path));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    [InlineData("file/below/it")]
    public void AFileInTheWayIsReported(string output)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["file"], "precious");
        AssertCannotBegin(folder[output]);
        Assert.Equal("precious", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsReported()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Where nobody, not even root, can make a folder is known of Linux only.");
        AssertCannotBegin("/proc/tracing");
    }

    [Fact]
    public void AnEmptyNameIsReported()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => TraceSession.Create("without", new TraceSessionOptions { Output = "" }));
        Assert.Contains("Name a folder", exception.Message);
        Assert.ThrowsAny<ArgumentException>(() => TraceSession.Start("", "none:*"));
        Assert.ThrowsAny<ArgumentException>(() => TraceSession.Start(null!, "none:*"));
    }

    [Fact]
    public void AFailedStartCanBeTriedAgain()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["in-the-way"], "");
        using TraceSession session = TraceSession.Create("again", new TraceSessionOptions { Output = folder.Path });
        Assert.Throws<IOException>(session.Start);
        Assert.False(session.IsStarted);

        File.Delete(folder["in-the-way"]);
        session.Start();
        session.Stop();
        Assert.Empty(Babeltrace.Read(folder.Path));
    }

    private static void AssertCannotBegin(string output)
    {
        string name = Path.GetFileName(output);
        IOException exception = Assert.Throws<IOException>(() => TraceSession.Start(output, "none:*"));
        Assert.StartsWith($"The output folder '{output}' cannot be made or written to: ", exception.Message);
        Assert.EndsWith("Name a folder that this user may write to, with room for the trace.", exception.Message);

        // Nor does the session that could not start keep its name.
        using var folder = new TempFolder();
        TraceSession.Create(name, new TraceSessionOptions { Output = folder["trace"] }).Dispose();
    }
}
