using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Processes;

/// <summary>What the environment asks for, and that a program is unharmed when it asks for nonsense.</summary>
public class EnvironmentTests
{
    [Fact]
    public void RecordingBeginsBeforeMainAndBeforeStaticFields()
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run(["return"], ("TRACING_EVENTS", "app:*"), ("TRACING_OUTPUT", folder["trace"]));

        Assert.Equal("", result.Error);
        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(103, lines.Length);
        Assert.Contains("app:FieldInitialized", lines[0]);
        Assert.Contains("app:MainEntered", lines[1]);
    }

    [Fact]
    public void SeveralPatternsAreSeparatedByCommas()
    {
        using var folder = new TempFolder();
        TestApp.Run(["return"], ("TRACING_EVENTS", "app:Main*, ,second:*,"), ("TRACING_OUTPUT", folder["trace"]));

        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(101, lines.Length);
        Assert.Contains("app:MainEntered", lines[0]);
        Assert.All(lines[1..], line => Assert.Contains("second:Number", line));
    }

    [Fact]
    public void TheOutputCanNameTheProcess()
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run(["return"], ("TRACING_EVENTS", "*"), ("TRACING_OUTPUT", folder["%n.%p/%p"]));

        int id = result.ProcessId();
        Assert.Equal(203, Babeltrace.Read(folder[$"Tracing.TestApp.{id}/{id}"]).Length);
    }

    [Fact]
    public void WithoutAnOutputTheTraceGoesToOneNamedAfterTheProcess()
    {
        using var folder = new TempFolder();
        Programs.Result result = Programs.Run(TestApp.Program, ["return"], start =>
        {
            start.WorkingDirectory = folder.Path;
            start.Environment["TRACING_EVENTS"] = "*";
        });

        Assert.Equal(203, Babeltrace.Read(folder[$"traces/Tracing.TestApp-{result.ProcessId()}"]).Length);
    }

    [Theory]
    [InlineData("tsc", "read in order")]
    [InlineData("tsc-relaxed", "not in causal order")]
    [InlineData("monotonic", "Monotonic clock of the operating system")]
    [InlineData("counter", "Sequence number")]
    [InlineData("", "")]
    public void TheClockCanBeForced(string clock, string description)
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run(
            ["return"], ("TRACING_EVENTS", "*"), ("TRACING_OUTPUT", folder["trace"]), ("TRACING_CLOCK", clock));
        Assert.SkipWhen(result.Error.Contains("cannot be used here", StringComparison.Ordinal), result.Error);

        Assert.Equal("", result.Error);
        Assert.Contains(description, File.ReadAllText(folder["trace/metadata"]));
        Assert.Equal(203, Babeltrace.Read(folder["trace"]).Length);
    }

    [Theory]
    [InlineData("*", "sundial", "TRACING_CLOCK is 'sundial', which is no clock. Use one of: tsc, tsc-relaxed, monotonic, counter")]
    [InlineData("nonsense", "", "'nonsense' can match nothing: event names have the form 'provider:name'. For all events of a provider write 'nonsense:*'")]
    [InlineData(" , ", "", "Name the events to record")]
    public void NonsenseIsReportedAndTheProgramGoesOn(string events, string clock, string message)
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run(
            ["return"], ("TRACING_EVENTS", events), ("TRACING_OUTPUT", folder["trace"]), ("TRACING_CLOCK", clock));

        Assert.Equal(TestApp.OwnExitCode, result.ExitCode);
        Assert.StartsWith("tracing: TRACING_EVENTS", result.Error);
        Assert.Contains(message, result.Error);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(folder["trace"]));
    }

    [Fact]
    public void AnOutputThatIsNotEmptyIsReportedAndLeftAlone()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["precious"], "");
        Programs.Result result = TestApp.Run(["exit"], ("TRACING_EVENTS", "*"), ("TRACING_OUTPUT", folder.Path));

        Assert.Equal(TestApp.ExitCode, result.ExitCode);
        Assert.Contains($"The output folder '{folder.Path}' is not empty. A trace needs a folder of its own: name another one", result.Error);
        Assert.Equal([folder["precious"]], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public void TracingCanBeSwitchedOff(string value)
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run(
            ["session"], ("TRACING_EVENTS", "*"), ("TRACING_OUTPUT", folder["trace"]), ("TRACING_DISABLE", value));

        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Assert.False(Directory.Exists(folder["trace"]));

        // Code that asks for a session is told why it gets none.
        Assert.Contains("InvalidOperationException: Tracing is switched off: the environment variable TRACING_DISABLE is set. Unset it to record.", result.Output);
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    public void AComplaintThatNobodyCanHearIsNoReasonToDie(string redirection)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");
        Programs.Result result = Programs.Run("sh", ["-c", $"TRACING_EVENTS=nonsense \"$0\" return {redirection}", TestApp.Program]);

        Assert.Equal(TestApp.OwnExitCode, result.ExitCode);
    }
}
