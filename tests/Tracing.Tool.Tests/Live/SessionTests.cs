using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Live;

/// <summary>Sessions of a running process, changed by tracectl.</summary>
public sealed class SessionTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly LiveApps _apps = new();
    private readonly string _pid;

    public SessionTests() => _pid = _apps.Start("run").Id.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public void ASessionGoesThroughItsLife()
    {
        string trace = _apps.Place("trace");
        Do("session", "create", "demo", "-o", trace, "--rotate-size", "1GiB");
        Do("channel", "add", "demo", "ticks", "--subbuf-size", "128KiB", "--num-subbuf", "8", "--context", "vtid");
        Do("context", "add", "demo", "-c", "ticks", "thread_name");
        Do("enable", "demo", "-c", "ticks", "-e", "live:*", "--level", "info", "-x", "live:Main*", "-f", "number > 0");
        Do("disable", "demo", "-e", "live:Order*");
        Do("session", "start", "demo");
        JsonForm.Check("session-show", _apps.Run("session", "show", "-p", _pid, "demo", "--json").Output);
        Assert.Contains("enable live:* but live:Main*, level info, if number > 0", _apps.Run("session", "show", "-p", _pid, "demo").Output, StringComparison.Ordinal);
        JsonForm.Check("session-list", _apps.Run("session", "list", "-p", _pid, "--json").Output);
        Tracectl rotated = _apps.Run("rotate", "-p", _pid, "demo");
        Assert.Equal(0, rotated.ExitCode);
        Assert.True(File.Exists(Path.Combine(rotated.Lines[0], "metadata")));
        Do("statedump", "demo", "--environment");
        Do("session", "stop", "demo");
        Do("session", "destroy", "demo");
        Assert.Equal(0, _apps.Run("check", trace).ExitCode);
        Assert.NotEmpty(_apps.Run("view", trace, "-e", "statedump:*", "-n", "1").Lines);
        string[] lines = _apps.Run("view", trace, "-n", "5").Lines;
        Assert.All(lines, static line => Assert.Contains("live:Tick", line, StringComparison.Ordinal));
        Assert.Equal(5, lines.Length);
    }

    [Fact]
    public void AFlightRecorderIsWrittenOutWhenAsked()
    {
        Do("session", "create", "flight", "-e", "live:*", "--start");
        JsonElement before = JsonDocument.Parse(_apps.Run("list", "-p", _pid, "-e", "live:Tick", "--hits", "--for", "100ms", "--json").Output).RootElement;
        Assert.Equal("flight", before[0].GetProperty("tracepoints")[0].GetProperty("recorders")[0].GetProperty("session").GetString());
        Tracectl snapshot = _apps.Run("snapshot", "-p", _pid, "flight", "-o", _apps.Place("snapshot"), "--max-age", "10s", "--max-size", "1MiB");
        Assert.Equal((0, _apps.Place("snapshot")), (snapshot.ExitCode, snapshot.Lines[0]));
        Assert.NotEmpty(_apps.Run("view", _apps.Place("snapshot"), "-n", "5").Lines);
    }

    [Fact]
    public void SessionsAreSavedAndLoaded()
    {
        Do("session", "create", "demo", "-e", "live:*", "-f", "number > 5", "--context", "vtid");
        string file = _apps.Place("demo.json");
        Do("session", "save", "-o", file);
        Assert.Equal(File.ReadAllText(file).Trim(), _apps.Run("session", "save", "-p", _pid).Output.Trim());
        Do("session", "destroy", "demo");
        Do("session", "load", file);
        JsonElement session = JsonDocument.Parse(_apps.Run("session", "list", "-p", _pid, "--json").Output).RootElement[0].GetProperty("sessions")[0];
        Assert.Equal("number > 5", session.GetProperty("channels")[0].GetProperty("rules")[0].GetProperty("filter").GetString());
        Do("session", "destroy", "demo");
        Assert.Equal(0, Tracectl.Run(["session", "load", "-p", _pid, "-"], File.ReadAllText(file), _apps.Environment).ExitCode);
    }

    [Fact]
    public void TriggersAreAddedListedAndRemoved()
    {
        Do("session", "create", "flight", "-e", "live:*", "--start");
        string folder = _apps.Place("slow");
        Do("trigger", "add", "flight", $$"""{ "name": "slow", "when": { "events": "live:OrderFailed", "onceAfter": 3 }, "do": [{ "action": "snapshot", "folder": "{{folder}}" }] }""");
        var watch = Stopwatch.StartNew();
        while (Triggers()[0].GetProperty("fired").GetInt64() == 0 || !File.Exists(Path.Combine(folder + "-1", "metadata")))
        {
            Assert.Equal(0, Triggers()[0].GetProperty("failed").GetInt64());
            Assert.True(watch.Elapsed < s_patience, "the trigger did not fire");
        }

        Assert.Contains("slow", _apps.Run("trigger", "list", "-p", _pid, "flight").Output, StringComparison.Ordinal);
        JsonForm.Check("trigger-list", _apps.Run("trigger", "list", "-p", _pid, "flight", "--json").Output);
        Do("trigger", "remove", "flight", "slow");
        Assert.Equal(0, Triggers().GetArrayLength());
        Tracectl wrong = _apps.Run("trigger", "add", "-p", _pid, "flight", """{ "name": "x", "wen": {} }""");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("wen", wrong.Error, StringComparison.Ordinal);

        JsonElement Triggers() => JsonDocument.Parse(_apps.Run("trigger", "list", "-p", _pid, "flight", "--json").Output).RootElement[0].GetProperty("triggers");
    }

    [Theory]
    [InlineData(1, "There is a session called 'demo' already", "session", "create", "demo")]
    [InlineData(1, "There is no context 'vtd'", "context", "add", "demo", "-c", "channel0", "vtd")]
    [InlineData(1, "has no channel 'chanel0'", "enable", "demo", "-c", "chanel0", "-e", "live:*")]
    [InlineData(2, "the filter is wrong", "enable", "demo", "-e", "live:*", "-f", "number >")]
    [InlineData(2, "level: ", "enable", "demo", "-e", "live:*", "--level", "loud")]
    [InlineData(2, "--subbuf-size expects a size", "channel", "add", "demo", "more", "--subbuf-size", "big")]
    [InlineData(2, "--max-age expects a duration", "snapshot", "demo", "-o", "snap", "--max-age", "old")]
    [InlineData(2, "need --rotate-size or --rotate-period", "session", "create", "other", "--keep-chunks", "3")]
    [InlineData(1, "is no JSON", "session", "load", "/dev/null")]
    public void WhatIsWrongIsToldOnStandardError(int exitCode, string message, params string[] arguments)
    {
        Do("session", "create", "demo", "-e", "live:*");
        Tracectl run = _apps.Run([.. arguments, "-p", _pid]);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _apps.Dispose();

    private void Do(params string[] arguments)
    {
        Tracectl run = _apps.Run([.. arguments, "-p", _pid]);
        Assert.True(run.ExitCode == 0 && run.Output.Length == 0, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Output}{run.Error}");
    }
}
