using Tracing.Runtime.Tests.Support;

namespace Tracing.Aot.Tests;

/// <summary>The sample as a native program records what it does under the JIT; without tracing, nothing of it is left.</summary>
public class SampleTests(PublishedSample sample)
{
    [Fact]
    public void TheNativeProgramRecordsTheSameTrace() => AssertSameAsManaged(sample.Native);

    [Fact]
    public void TheNativeProgramFiltersAsTheManagedOneDoes()
    {
        // Interpreted there, compiled here. Of the three files one has two lines; two tracepoints have that field.
        using var native = new SampleRun(sample.Native, "--filter", "lines >= 2");
        using var managed = new SampleRun("dotnet", sample.Managed, "--filter", "lines >= 2");
        Assert.Equal((0, ""), (native.Result.ExitCode, native.Result.Error));
        Assert.Equal(managed.Events, native.Events);
        Assert.Equal(2, native.Events.Length);
        Assert.Contains(native.Events, static line => line.StartsWith("scan:FileDone", StringComparison.Ordinal) && line.Contains("two.txt", StringComparison.Ordinal));

        using var refused = new SampleRun(sample.Native, "--filter", "files == 1 && offset == 0");
        Assert.NotEqual(0, refused.Result.ExitCode);
        Assert.Contains("no event that the rule matches has all the fields that the filter names", refused.Result.Error);
    }

    [Fact]
    public void TheNativeProgramTakesAConfiguration()
    {
        const string Configuration = """
            { "sessions": [ {
              "name": "configured", "output": "%s", "clock": "monotonic", "rotation": { "maxSize": "64MiB" },
              "channels": [ { "name": "c", "scope": "cpu", "contexts": [ "vtid" ], "rules": [ { "events": "scan:FileDone", "level": "info", "exclude": [ "scan:FileOpened" ] } ] } ],
              "triggers": [ { "name": "t", "when": { "events": "scan:FileDone", "filter": "lines == 2" }, "do": [ { "action": "rotate" }, { "action": "stop" } ] } ] } ] }
            """;
        using var native = new SampleRun(sample.Native, Configuration, isManaged: false);
        using var managed = new SampleRun(sample.Managed, Configuration, isManaged: true);
        Assert.Equal((0, ""), (native.Result.ExitCode, native.Result.Error));
        Assert.Equal((0, ""), (managed.Result.ExitCode, managed.Result.Error));
        Assert.Contains("scan:FileDone", Assert.Single(Babeltrace.Read(native["configured"])));
        Assert.Contains("scan:FileDone", Assert.Single(Babeltrace.Read(managed["configured"])));

        // The words of a choice come from names in code.
        using var wrong = new SampleRun(sample.Native, Configuration.Replace("\"info\"", "\"debugFunktion\"", StringComparison.Ordinal), isManaged: false);
        Assert.Contains("tracing.json(3,121): $.sessions[0].channels[0].rules[0].level: \"debugFunktion\" is not a level.", wrong.Result.Error);
        Assert.Contains("Did you mean \"debugFunction\"?", wrong.Result.Error);
    }

    [Fact]
    public void TheTrimmedProgramRecordsTheSameTrace()
    {
        string? trimmed = sample.PublishTrimmed();
        Assert.SkipWhen(trimmed is null, "The runtime's package is not to be had here.");
        AssertSameAsManaged(trimmed!);
    }

    [Fact]
    public void TheNativeProgramTellsItsState()
    {
        using var run = new SampleRun(sample.Native);
        Assert.Equal((0, ""), (run.Result.ExitCode, run.Result.Error));
        Assert.Contains("complete = ( \"true\"", Assert.Single(Babeltrace.Own(run.Trace, "statedump:end")));
        Assert.Empty(Babeltrace.Own(run.Trace, "statedump:fault"));
        Assert.Contains(Babeltrace.Own(run.Trace, "statedump:process"), static line => line.Contains("/QuickStart\", command_line", StringComparison.Ordinal));
        Assert.Contains(Babeltrace.Own(run.Trace, "statedump:assembly"), static line => line.Contains("name = \"Tracing.Runtime\"", StringComparison.Ordinal));
        Assert.Contains(Babeltrace.Own(run.Trace, "lttng_ust_statedump:bin_info"), static line => line.Contains("/QuickStart\", is_pic", StringComparison.Ordinal));
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

    private void AssertSameAsManaged(string program)
    {
        using var published = new SampleRun(program);
        using var managed = new SampleRun("dotnet", sample.Managed);
        Assert.Equal((0, ""), (published.Result.ExitCode, published.Result.Error));
        Assert.Equal((0, ""), (managed.Result.ExitCode, managed.Result.Error));

        string[] events = published.Events;
        Assert.Equal(managed.Events, events);
        Assert.Equal(3, events.Count(line => line.StartsWith("scan:FileDone", StringComparison.Ordinal)));

        // It reads the trace too.
        Assert.StartsWith($"recorded {events.Length} events, lost 0", published.Result.Output);
        Assert.Contains("scan:FileOpened", published.Result.Output);
    }

    // Symbols stand in a file beside the program.
    private static string Symbols(string program) => Programs.Tool("nm", program + ".dbg").Output;

    private static string Strings(string program) => Programs.Tool("strings", "--all", program).Output;
}
