using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Processes;

/// <summary>However a process ends by itself, its trace is complete, though nobody stopped the session.</summary>
public class EndOfProcessTests
{
    [Theory]
    [InlineData("return", TestApp.OwnExitCode)]
    [InlineData("exit", TestApp.ExitCode)]
    [InlineData("exit-worker", TestApp.ExitCode)]
    [InlineData("throw", TestApp.AbortedExitCode)]
    [InlineData("throw-worker", TestApp.AbortedExitCode)]
    public void TheTraceIsCompleteWithoutStop(string ending, int exitCode)
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run([ending], ("TRACING_EVENTS", "*"), ("TRACING_OUTPUT", folder["trace"]));

        Assert.Equal(exitCode, result.ExitCode);
        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(203, lines.Length);
        Assert.Contains("app:Ending", lines[^1]);
        AssertNoRingsAreLeft(result.ProcessId());
    }

    [Theory]
    [InlineData("return")]
    [InlineData("throw")]
    public void SoIsThatOfASessionStartedByCode(string ending)
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run([ending, folder["trace"]]);

        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(201, lines.Length);
        Assert.Contains("app:Ending", lines[^1]);
        AssertNoRingsAreLeft(result.ProcessId());
    }

    [Fact]
    public void ThreadsThatNeverStopEmittingDoNotHoldUpTheEnd()
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run(["emitting"], ("TRACING_EVENTS", "*"), ("TRACING_OUTPUT", folder["trace"]));

        Assert.Equal(TestApp.OwnExitCode, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.InRange(Babeltrace.Count(folder["trace"]).Events, 203, long.MaxValue);
        AssertNoRingsAreLeft(result.ProcessId());
    }

    [Theory]
    [InlineData("Thread")]
    [InlineData("Cpu")]
    public void AFlightRecorderIsWrittenOutWhenTheProcessDiesOfAnException(string scope)
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run(["crash", folder["%s-of-%n-%p"], scope]);

        Assert.Equal(TestApp.AbortedExitCode, result.ExitCode);
        Assert.Contains("the app's own fault", result.Error);
        string snapshot = Assert.Single(Directory.GetDirectories(folder.Path));
        Assert.Equal(folder[$"crash-of-Tracing.TestApp-{result.ProcessId()}"], snapshot);
        string[] lines = Babeltrace.Read(snapshot);
        Assert.Equal(10_003, lines.Length);
        Assert.Contains("app:Ending", lines[^1]);
        AssertNoRingsAreLeft(result.ProcessId());
    }

    [Fact]
    public void ACrashSnapshotThatFailsChangesNothingAboutTheEnd()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["precious"], "");
        Programs.Result result = TestApp.Run(["crash", folder.Path, "Thread"]);
        Assert.Equal(TestApp.AbortedExitCode, result.ExitCode);
        Assert.Contains("the app's own fault", result.Error);
        Assert.Equal([folder["precious"]], Directory.EnumerateFileSystemEntries(folder.Path));
        AssertNoRingsAreLeft(result.ProcessId());
    }

    private static void AssertNoRingsAreLeft(int processId)
    {
        if (Directory.Exists("/dev/shm"))
        {
            Assert.Empty(Directory.EnumerateDirectories("/dev/shm", "tracing-*").SelectMany(user => Directory.EnumerateDirectories(user, $"{processId}-*")));
        }
    }
}
