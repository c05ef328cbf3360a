using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Live;

/// <summary>Either side of a recording is killed: the other one goes on, and what was recorded is not lost.</summary>
public sealed class KillTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly LiveApps _apps = new();

    private string Output => _apps.Place("traces");

    [Theory]
    [InlineData("")]
    [InlineData("--inside")]
    public void WhatAKilledProcessRecordedIsInTheTrace(string where)
    {
        Process app = _apps.Start("run");
        Process tool = _apps.StartTool("recording liveapp", ["record", "-p", Id(app), "-e", "live:Tick", "-o", Output, .. where.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        WaitForEvents(app);
        app.Kill();
        app.WaitForExit();
        string rest = tool.StandardError.ReadToEnd();
        Assert.True(tool.WaitForExit(s_patience));
        Assert.True(tool.ExitCode == 0, rest);
        Assert.Contains("ended", rest, StringComparison.Ordinal);
        AssertConsecutive();
        Assert.DoesNotContain($"\"pid\": {Id(app)},", _apps.Run("recover", "--json").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--inside")]
    [InlineData("--snapshot")]
    public void AProcessGoesOnWithoutAKilledTracectl(string where)
    {
        Process app = _apps.Start("run");
        Process tool = _apps.StartTool("recording liveapp", ["record", "-p", Id(app), "-e", "live:Tick", "-o", Output, .. where.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        WaitForEvents(app);
        tool.Kill();
        tool.WaitForExit();

        // Its session goes by itself: at once, or when the lease is over.
        var watch = Stopwatch.StartNew();
        while (Sessions(app).GetArrayLength() > 0)
        {
            Assert.True(watch.Elapsed < s_patience, "the session is still there");
        }

        Assert.False(app.HasExited);
        Assert.Equal(0, _apps.Run("list", "-p", Id(app)).ExitCode);
        if (where != "--snapshot")
        {
            // The process completes the trace of a tracectl that is gone a moment after the session has ended.
            while (_apps.Run("view", Output, "-n", "1").Lines.Length == 0)
            {
                Assert.True(watch.Elapsed < s_patience, "the trace is not completed");
            }

            AssertConsecutive();
        }
    }

    [Fact]
    public void RecoverListsWritesAndRemovesWhatKilledProcessesLeft()
    {
        Process app = _apps.Start("run");
        _apps.Run("record", "-p", Id(app), "-e", "live:Tick", "-o", Output, "--detach", "-s", "left");
        _apps.Run("session", "create", "-p", Id(app), "flight", "-e", "live:Tick", "--start");
        WaitForEvents(app);
        app.Kill();
        app.WaitForExit();

        JsonElement[] left = [.. JsonDocument.Parse(_apps.Run("recover", "-p", Id(app), "--json").Output).RootElement.EnumerateArray()];
        Assert.Equal(["flight", "left"], left.Select(static entry => entry.GetProperty("session").GetString()!));
        JsonForm.Check("recover", _apps.Run("recover", "-p", Id(app), "--json").Output);
        Tracectl refused = _apps.Run("recover", "-p", Id(app), "--write", "-s", "flight");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--output DIR", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, _apps.Run("recover", "-p", Id(app), "--write", "-s", "flight", "-o", _apps.Place("recovered")).ExitCode);
        Assert.NotEmpty(_apps.Run("view", _apps.Place("recovered"), "-n", "3").Lines);
        Assert.Equal(0, _apps.Run("recover", "-p", Id(app), "--write").ExitCode);
        AssertConsecutive();
        Tracectl nothing = _apps.Run("recover", "-p", Id(app), "--delete");
        Assert.Equal((1, ""), (nothing.ExitCode, nothing.Output));
        Assert.Contains("Nothing was left that matches.", nothing.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _apps.Dispose();

    private static string Id(Process process) => process.Id.ToString(CultureInfo.InvariantCulture);

    private JsonElement Sessions(Process app) => JsonDocument.Parse(_apps.Run("session", "list", "-p", Id(app), "--json").Output).RootElement[0].GetProperty("sessions");

    private void WaitForEvents(Process app)
    {
        var watch = Stopwatch.StartNew();
        while (!Sessions(app).EnumerateArray().All(static session => session.GetProperty("statistics").GetProperty("recorded").GetInt64() > 10))
        {
            Assert.True(watch.Elapsed < s_patience, "no events");
        }
    }

    // Ticks are numbered: what is between the first and the last one is there.
    private void AssertConsecutive()
    {
        Tracectl check = _apps.Run("check", Output);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        int[] numbers = [.. _apps.Run("view", Output, "--json").Lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("fields").GetProperty("number").GetInt32())];
        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Length), numbers);
    }
}
