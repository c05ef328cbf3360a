using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Commands;

/// <summary>Exit codes and messages: 0 done, 1 failed, 2 wrong usage; nothing but data on standard output.</summary>
public sealed class UsageTests
{
    private static readonly string s_nowhere = Path.Combine(Path.GetTempPath(), "tracectl-there-is-no-such-folder");

    [Theory]
    [InlineData(2, "There is no command 'paint'.", "paint")]
    [InlineData(2, "Required argument 'DIR' missing", "view")]
    [InlineData(2, "'--paint'", "view", "DIR", "--paint")]
    [InlineData(2, "--limit expects a number from 0, found 'many'.", "view", "DIR", "--limit", "many")]
    [InlineData(2, "--limit expects a number from 0, found '-1'.", "view", "DIR", "--limit", "-1")]
    [InlineData(2, "--tid expects a number, found 'main'.", "view", "DIR", "--tid", "main")]
    [InlineData(2, "'noon' not recognized", "view", "DIR", "--time", "noon")]
    [InlineData(2, "'xml' not recognized", "export", "DIR", "--format", "xml")]
    [InlineData(2, "'--format' is required", "export", "DIR")]
    [InlineData(2, "--key and --by-thread cannot be had together.", "latency", "DIR", "--begin", "A", "--end", "B", "--key", "id", "--by-thread")]
    [InlineData(2, "--span expects BEGIN:END or BEGIN:END@KEY", "export", "DIR", "--format", "chrome", "--span", "OnlyOne")]
    [InlineData(2, "--counter expects EVENT or EVENT@FIELD", "export", "DIR", "--format", "chrome", "--counter", "a@b@c")]
    [InlineData(2, "column 8: expected a value, found the end", "view", "DIR", "--filter", "rows > ")]
    [InlineData(1, "There is no folder", "view", "DIR")]
    [InlineData(1, "There is no folder", "stats", "DIR")]
    [InlineData(1, "There is no folder", "metadata", "DIR")]
    [InlineData(1, "There is no folder", "check", "DIR")]
    [InlineData(1, "There is no folder", "trim", "DIR", "-o", "OUT")]
    public void WhatIsWrongIsToldOnStandardError(int exitCode, string message, params string[] arguments)
    {
        Tracectl run = Tracectl.Run([.. arguments.Select(static argument => argument is "DIR" ? s_nowhere : argument)]);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("tracectl: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void HelpIsNoError()
    {
        Tracectl run = Tracectl.Run("view", "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("--filter", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderWithoutATraceAndACtf2TraceAreTold()
    {
        string folder = Directory.CreateTempSubdirectory("tracectl-usage-").FullName;
        try
        {
            Assert.Contains("expected a trace", Tracectl.Run("view", folder).Error, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, "metadata"), "\u001E{\"type\":\"preamble\",\"version\":2}");
            Tracectl run = Tracectl.Run("view", folder);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("CTF 2", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void AFilterThatCanMatchNothingAndAWrongTimeAreToldWithTheTraceKnown()
    {
        using Recording recording = Recording.OfRequests(1);
        Tracectl filter = Tracectl.Run("view", recording.Folder, "-f", "stauts == 500");
        Assert.Equal(2, filter.ExitCode);
        Assert.Contains("no event has a field 'stauts'", filter.Error, StringComparison.Ordinal);
        Tracectl time = Tracectl.Run("view", recording.Folder, "--from", "noon");
        Assert.Equal(2, time.ExitCode);
        Assert.Contains("--from expects a time, found 'noon'", time.Error, StringComparison.Ordinal);
        Tracectl latency = Tracectl.Run("latency", recording.Folder, "--begin", "Nothing", "--end", "RequestEnd");
        Assert.Equal(1, latency.ExitCode);
        Assert.Contains("no event matches --begin 'Nothing'", latency.Error, StringComparison.Ordinal);
    }
}
