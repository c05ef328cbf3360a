using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Configuration;

/// <summary>The environment variable <c>TRACING_CONFIG</c>, in a process of its own.</summary>
public class ConfigurationVariableTests
{
    [Fact]
    public void ItsSessionsRecordFromBeforeMain()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["tracing.json"], $$"""
            { "sessions": [ { "name": "all", "output": "{{folder.Path}}/%s-%n-%p", "events": [ "*" ] },
              { "name": "some", "output": "{{folder["some"]}}", "channels": [ { "name": "c", "rules": [ { "events": "*", "first": 3 } ] } ] } ] }
            """);
        Programs.Result result = TestApp.Run(["return"], ("TRACING_CONFIG", folder["tracing.json"]));
        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));

        // As with TRACING_EVENTS=*: nothing is missing at the beginning, nor at the end.
        Assert.Equal(203, Babeltrace.Read(folder[$"all-Tracing.TestApp-{result.ProcessId()}"]).Length);
        Assert.Equal(3, Babeltrace.Read(folder["some"]).Length);
    }

    [Fact]
    public void ItWorksBesideTracingEvents()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["tracing.json"], $$"""{ "sessions": [ { "name": "all", "output": "{{folder["config"]}}", "events": [ "*" ] } ] }""");
        Programs.Result result = TestApp.Run(["return"], ("TRACING_CONFIG", folder["tracing.json"]), ("TRACING_EVENTS", "*"), ("TRACING_OUTPUT", folder["events"]));
        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Assert.Equal(203, Babeltrace.Read(folder["config"]).Length);
        Assert.Equal(203, Babeltrace.Read(folder["events"]).Length);
    }

    [Theory]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\", \"evnets\": [] } ] }", "tracing.json(1,32): $.sessions[0]: A session has no key \"evnets\"")]
    [InlineData("", "tracing.json(1,1): $: This is no JSON.")]
    [InlineData(null, "Could not find file")]
    public void ABadFileIsReportedAndTheProgramGoesOn(string? json, string message)
    {
        using var folder = new TempFolder();
        if (json is not null)
        {
            File.WriteAllText(folder["tracing.json"], json);
        }

        Programs.Result result = TestApp.Run(["return"], ("TRACING_CONFIG", folder["tracing.json"]));
        Assert.Equal(TestApp.OwnExitCode, result.ExitCode);
        Assert.StartsWith("tracing: TRACING_CONFIG asks for sessions that could not be started: ", result.Error);
        Assert.Contains(message, result.Error);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void TracingDisableKeepsItOff()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["tracing.json"], $$"""{ "sessions": [ { "name": "all", "output": "{{folder["trace"]}}", "events": [ "*" ] } ] }""");
        Programs.Result result = TestApp.Run(["return"], ("TRACING_CONFIG", folder["tracing.json"]), ("TRACING_DISABLE", "1"));
        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Assert.False(Directory.Exists(folder["trace"]));
    }
}
