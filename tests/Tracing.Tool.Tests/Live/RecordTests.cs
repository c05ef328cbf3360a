using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Live;

/// <summary>Recording running processes, and commands from their first instruction on.</summary>
public sealed class RecordTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly LiveApps _apps = new();

    private string Output => _apps.Place("traces");

    [Fact]
    public void ARunningProcessIsRecordedForAWhile()
    {
        Process app = _apps.Start("run");
        Tracectl record = _apps.Run("record", "-p", Id(app), "-e", "live:*", "-o", Output, "--duration", "500ms", "--level", "info", "--context", "vtid", "-x", "live:Order*");
        Assert.Equal((0, ""), (record.ExitCode, record.Output));
        Assert.Contains("none lost", record.Error, StringComparison.Ordinal);
        Assert.False(app.HasExited);
        AssertSound(Path.Combine(Output, $"liveapp-{Id(app)}"), "live:Tick");
        AssertNoSessions();
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public void ASignalEndsTheRecordingWithASummary(string signal)
    {
        Process app = _apps.Start("run");
        Process tool = _apps.StartTool("recording liveapp", "record", "-p", Id(app), "-e", "live:*", "-o", Output);
        LiveApps.Send(signal, tool);
        string rest = tool.StandardError.ReadToEnd();
        Assert.True(tool.WaitForExit(s_patience));
        Assert.Equal(0, tool.ExitCode);
        Assert.Contains("recorded", rest, StringComparison.Ordinal);
        Assert.Contains($"liveapp-{Id(app)}", rest, StringComparison.Ordinal);
        Assert.Equal(0, _apps.Run("check", Output).ExitCode);
        AssertNoSessions();
    }

    [Fact]
    public void SeveralProcessesGetATraceEachAndLaterOnesToo()
    {
        Process first = _apps.Start("run");
        Process second = _apps.Start("run");
        Process tool = _apps.StartTool("recording liveapp", "record", "--name", "live*", "--wait", "-e", "live:Tick", "-o", Output);
        Process third = _apps.Start("run");
        while (!Directory.Exists(Path.Combine(Output, $"liveapp-{Id(third)}")))
        {
            Assert.NotNull(tool.StandardError.ReadLine());
        }

        LiveApps.Send("-INT", tool);
        tool.StandardError.ReadToEnd();
        Assert.True(tool.WaitForExit(s_patience));
        Assert.Equal(0, tool.ExitCode);
        Assert.All((Process[])[first, second, third], app => Assert.True(File.Exists(Path.Combine(Output, $"liveapp-{Id(app)}", "metadata"))));
        Assert.Equal(0, _apps.Run("check", Output).ExitCode);
    }

    [Fact]
    public void AFlightRecorderIsWrittenOutAtTheEnd()
    {
        Process app = _apps.Start("run");
        Assert.Equal(0, _apps.Run("record", "-p", Id(app), "-e", "live:*", "-o", Output, "--snapshot", "-d", "300ms").ExitCode);
        AssertSound(Path.Combine(Output, $"liveapp-{Id(app)}"), "live:Tick");
        AssertNoSessions();
    }

    [Fact]
    public void ADetachedRecordingGoesOn()
    {
        Process app = _apps.Start("run");
        Tracectl record = _apps.Run("record", "-p", Id(app), "-e", "live:*", "-o", Output, "--detach", "-s", "night");
        Assert.Equal((0, ""), (record.ExitCode, record.Output));
        Assert.Contains("session destroy", record.Error, StringComparison.Ordinal);
        Assert.Contains("night", _apps.Run("ps").Output, StringComparison.Ordinal);
        Assert.Equal(0, _apps.Run("session", "destroy", "-p", Id(app), "night").ExitCode);
        AssertSound(Path.Combine(Output, $"liveapp-{Id(app)}"), "live:Tick");
    }

    [Fact]
    public void ACommandIsRecordedFromItsFirstInstructionAndItsStreamsAndExitCodePassOn()
    {
        Tracectl record = Tracectl.Run(["record", "-e", "live:*", "-o", Output, "--", LiveApps.Program, "emit", "100", "7"], "in ", _apps.Environment);
        Assert.Equal((7, "in out\n"), (record.ExitCode, record.Output));
        Assert.Contains("err\n", record.Error, StringComparison.Ordinal);
        Assert.Contains("101 events recorded", record.Error, StringComparison.Ordinal);
        string[] lines = _apps.Run("view", Output).Lines;
        Assert.Equal(101, lines.Length);
        Assert.EndsWith("live:MainEntered mode=\"emit\"", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ChildrenOfACommandGetTracesToo()
    {
        Tracectl record = _apps.Run("record", "-e", "live:*", "-o", Output, "--", LiveApps.Program, "parent", "50");
        Assert.True(record.ExitCode == 0, record.Error);
        Assert.Equal(2, Directory.GetDirectories(Output).Length);
        Assert.Equal(102, _apps.Run("view", Output).Lines.Length);
    }

    [Theory]
    [InlineData("-INT", 42)]
    [InlineData("-TERM", 43)]
    public void SignalsReachTheCommand(string signal, int exitCode)
    {
        Process tool = Tracectl.Start(["record", "-e", "live:*", "-o", Output, "--", LiveApps.Program, "signal"], _apps.Environment);
        Assert.Equal("waiting", tool.StandardOutput.ReadLine());
        LiveApps.Send(signal, tool);
        string error = tool.StandardError.ReadToEnd();
        Assert.True(tool.WaitForExit(s_patience));
        Assert.True(tool.ExitCode == exitCode, error);
    }

    [Theory]
    [InlineData(2, "A command to record comes after --.", "true")]
    [InlineData(2, "cannot be had together", "-p", "1", "--", "true")]
    [InlineData(2, "--wait needs --name", "--wait")]
    [InlineData(2, "--duration expects a duration", "-d", "long")]
    [InlineData(2, "the filter is wrong", "-f", "a >")]
    [InlineData(1, "could not be started", "--", "there-is-no-such-program")]
    [InlineData(1, "Nothing was recorded", "--", "true")]
    [InlineData(3, "Nothing was recorded", "--", "sh", "-c", "exit 3")]
    public void WhatIsWrongIsToldOnStandardError(int exitCode, string message, params string[] arguments)
    {
        Tracectl run = _apps.Run(["record", "-e", "live:*", "-o", Output, .. arguments]);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _apps.Dispose();

    private static string Id(Process process) => process.Id.ToString(CultureInfo.InvariantCulture);

    private void AssertSound(string trace, string eventName)
    {
        Tracectl check = _apps.Run("check", trace);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        Assert.NotEmpty(_apps.Run("view", trace, "-e", eventName, "-n", "3").Lines);
    }

    private void AssertNoSessions() =>
        Assert.All(
            JsonDocument.Parse(_apps.Run("session", "list", "--name", "live*", "--json").Output).RootElement.EnumerateArray(),
            static process => Assert.Empty(process.GetProperty("sessions").EnumerateArray()));
}
