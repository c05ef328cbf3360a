using Tracing.Runtime.Tests.Support;

namespace Tracing.Aot.Tests;

/// <summary>The sample as a native program records what it does under the JIT; without tracing, nothing of it is left.</summary>
public class SampleTests(PublishedSample sample)
{
    [Fact]
    public void TheNativeProgramRecordsTheSameTrace()
    {
        using var native = new SampleRun(sample.Native);
        using var managed = new SampleRun("dotnet", sample.Managed);
        Assert.Equal((0, ""), (native.Result.ExitCode, native.Result.Error));
        Assert.Equal((0, ""), (managed.Result.ExitCode, managed.Result.Error));
        Assert.Contains($"recorded {SampleRun.ExpectedEvents} events, lost 0", native.Result.Output);

        string[] events = native.Events;
        Assert.Equal(SampleRun.ExpectedEvents, events.Length);
        Assert.Equal(managed.Events, events);
    }

    [Fact]
    public void TheNativeProgramReadsItsTraceToo()
    {
        using var run = new SampleRun(sample.Native);
        Assert.Contains("FileOpened", run.Result.Output);
        Assert.Contains("one.txt", run.Result.Output);
    }

    [Fact]
    public void WithoutTracingTheProbesAreNotInTheProgram()
    {
        // Recording halves, and names that only the trace's description would need.
        Assert.Contains("ScanTrace____RecordBlock", Symbols(sample.Native));
        Assert.DoesNotContain("ScanTrace____Record", Symbols(sample.WithoutTracing));
        Assert.Contains("tracepoint 6 FileOpened", Strings(sample.Native));
        Assert.DoesNotContain("FileOpened", Strings(sample.WithoutTracing));

        long with = new FileInfo(sample.Native).Length;
        long without = new FileInfo(sample.WithoutTracing).Length;
        Assert.True(without < with, $"{without} bytes without tracing, {with} with it.");
    }

    [Fact]
    public void WithoutTracingASessionSaysWhyThereIsNone()
    {
        using var run = new SampleRun(sample.WithoutTracing);
        Assert.Contains("Tracing was left out of this program: it was built with <TracingSupport>false</TracingSupport>.", run.Result.Error);
    }

    [Fact]
    public void TheTrimmedProgramRecordsTheSameTrace()
    {
        string? trimmed = sample.PublishTrimmed();
        Assert.SkipWhen(trimmed is null, "The runtime's package is not to be had here.");
        using var run = new SampleRun(trimmed!);
        Assert.Equal((0, ""), (run.Result.ExitCode, run.Result.Error));
        Assert.Equal(SampleRun.ExpectedEvents, run.Events.Length);
    }

    // Symbols stand in a file beside the program.
    private static string Symbols(string program) => Programs.Tool("nm", program + ".dbg").Output;

    private static string Strings(string program) => Programs.Tool("strings", "--all", program).Output;
}
