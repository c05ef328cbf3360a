using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Live;

/// <summary>What there is to trace in running processes, as tracectl lists it.</summary>
public sealed class ListingTests : IDisposable
{
    private readonly LiveApps _apps = new();
    private readonly Process _app;
    private readonly string _pid;

    public ListingTests()
    {
        _app = _apps.Start("run");
        _pid = _app.Id.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public void PsFindsTheProcessAndItsSessions()
    {
        _apps.Run("session", "create", "-p", _pid, "demo", "-e", "live:*");
        Tracectl ps = _apps.Run("ps");
        Assert.Equal((0, ""), (ps.ExitCode, ps.Error));
        Assert.Equal(2, ps.Lines.Length);
        Assert.Contains($"{_pid}  liveapp  demo (created)", ps.Lines[1], StringComparison.Ordinal);
        JsonForm.Check("ps", _apps.Run("ps", "--json").Output);
        Assert.Equal("[]\n", Tracectl.Run(["ps", "--json"], "", ("TRACING_CONTROL_DIR", _apps.Place("nothing"))).Output);
    }

    [Fact]
    public void ListShowsTracepointsWithFieldsPlacesAndRecorders()
    {
        _apps.Run("session", "create", "-p", _pid, "demo", "-e", "live:T*", "--start");
        Tracectl list = _apps.Run("list", "-p", _pid);
        Assert.Equal((0, ""), (list.ExitCode, list.Error));
        Assert.Contains("4 tracepoints of 1 provider", list.Lines[0], StringComparison.Ordinal);
        Assert.Matches("^live:Tick +info +demo/channel0 +LiveTrace.cs:[0-9]+ +int32_t number, string text$", list.Lines[^1]);
        Assert.Matches("^live:OrderFailed +error +- +LiveTrace.cs:[0-9]+ +int32_t id, string customer  \"order {id} of {customer} failed\"$", list.Lines[^2]);
        JsonForm.Check("list", _apps.Run("list", "-p", _pid, "--json").Output);
    }

    [Fact]
    public void ListCountsHitsWhenAskedAndOnlyThen()
    {
        JsonElement counted = JsonDocument.Parse(_apps.Run("list", "-p", _pid, "-e", "live:Tick", "--hits", "--for", "200ms", "--json").Output).RootElement[0];
        Assert.True(counted.GetProperty("tracepoints")[0].GetProperty("hits").GetInt64() > 0);
        JsonElement before = JsonDocument.Parse(_apps.Run("list", "-p", _pid, "-e", "live:Tick", "--json").Output).RootElement[0];
        Assert.False(before.GetProperty("tracepoints")[0].TryGetProperty("hits", out _), "counting ends with the command");
    }

    [Fact]
    public void WatchShowsRatesAsLines()
    {
        Tracectl watch = _apps.Run("watch", "-p", _pid, "-e", "live:Tick", "-n", "2", "-i", "200ms");
        Assert.Equal((0, "", 2), (watch.ExitCode, watch.Error, watch.Lines.Length));
        Assert.All(watch.Lines, line => Assert.Matches($"^[0-9:.]+  liveapp/{_pid}  live:Tick  [0-9]+  .*/s$", line));
        JsonForm.Check("watch", _apps.Run("watch", "-p", _pid, "-e", "live:Tick", "-n", "1", "-i", "200ms", "--json").Output);
    }

    [Fact]
    public void TryCountsWithoutLeavingAnything()
    {
        Tracectl trial = _apps.Run("try", "-p", _pid, "-e", "live:T*", "-f", "number > 1000000", "--for", "200ms", "--json");
        Assert.Equal((0, ""), (trial.ExitCode, trial.Error));
        JsonElement nothing = JsonDocument.Parse(trial.Output).RootElement[0];
        Assert.Equal((0L, true), (nothing.GetProperty("matched").GetInt64(), nothing.GetProperty("filtered").GetInt64() > 0));
        string all = _apps.Run("try", "-p", _pid, "-e", "live:T*", "--for", "200ms", "--json").Output;
        JsonElement some = JsonDocument.Parse(all).RootElement[0];
        Assert.True(some.GetProperty("matched").GetInt64() > 0);
        Assert.True(some.GetProperty("bytesAnEvent").GetDouble() > 10);
        JsonForm.Check("try", all);
        Assert.Empty(JsonDocument.Parse(_apps.Run("session", "list", "-p", _pid, "--json").Output).RootElement[0].GetProperty("sessions").EnumerateArray());
    }

    [Fact]
    public void ContextsAndTheMachineAreListed()
    {
        Assert.Contains("vtid", _apps.Run("context", "list").Lines);
        JsonForm.Check("context-list", _apps.Run("context", "list", "--json").Output);
        Tracectl doctor = _apps.Run("doctor", "--json");
        Assert.Equal("", doctor.Error);
        Assert.Contains(JsonDocument.Parse(doctor.Output).RootElement.EnumerateArray(), static finding => finding.GetProperty("check").GetString() == "clock");
        Assert.Contains("1 can be traced", _apps.Run("doctor").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatMatchesNothingIsToldWithWhatIsNear()
    {
        AssertFails("Did you mean 'live:Tick'?", "list", "-p", _pid, "-e", "live:Tik");
        AssertFails("'liveapp'", "list", "--name", "livapp");
        AssertFails("There is no process 999999999.", "list", "-p", "999999999");
        AssertFails("Did you mean 'demo'?", "session", "show", "dmeo", "-p", CreateDemo());
        AssertFails("has no control socket", "list", "-p", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void WithSeveralProcessesOneMustBeNamed()
    {
        Assert.Equal(0, _apps.Run("list").ExitCode);
        _apps.Start("run");
        Tracectl list = _apps.Run("list");
        Assert.Equal((2, ""), (list.ExitCode, list.Output));
        Assert.Contains("Which process?", list.Error, StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(_apps.Run("list", "--name", "live*", "--json").Output).RootElement.GetArrayLength());
    }

    [Fact]
    public void PidsNamesAndEventsAreCompleted()
    {
        // Asked for the first time, a process has to compile what answers; completion does not wait for that.
        Assert.Equal(0, _apps.Run("list").ExitCode);
        Assert.Contains(_pid, _apps.Run("[suggest:17]", "tracectl list -p ").Lines);
        Assert.Contains("liveapp", _apps.Run("[suggest:21]", "tracectl list --name ").Lines);
        Assert.Contains("live:Tick", _apps.Run("[suggest:17]", "tracectl list -e ").Lines);
    }

    public void Dispose() => _apps.Dispose();

    private string CreateDemo()
    {
        _apps.Run("session", "create", "-p", _pid, "demo");
        return _pid;
    }

    private void AssertFails(string message, params string[] arguments)
    {
        Tracectl run = _apps.Run(arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
