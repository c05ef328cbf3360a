using System.Globalization;
using System.Text.Json.Nodes;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Control;

/// <summary>Each method, on a process that runs.</summary>
public sealed class MethodTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ControlledApp _app;
    private readonly ControlConnection _client;

    public MethodTests()
    {
        _app = new ControlledApp(_folder.Path);
        _client = _app.Connect();
    }

    public void Dispose()
    {
        _client.Dispose();
        _app.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void HelloTellsWhoAnswers()
    {
        JsonObject hello = _client.Call("hello", """{"protocol":1,"unknown":"to older processes"}""");
        Assert.Equal(_app.Id, (int?)hello["pid"]);
        Assert.Equal("Tracing.TestApp", (string?)hello["name"]);
        Assert.Equal($"{_app.Id}-{(long?)hello["startTicks"]:x}.sock", Path.GetFileName(_app.Socket));
        Assert.StartsWith(".NET 10.", (string?)hello["runtime"]);
        Assert.Equal("controlled", (string?)hello["command"]!.AsArray()[^1]);
        using System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(_app.Id);
        Assert.InRange((DateTime)hello["startTime"]! - process.StartTime.ToUniversalTime(), TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void AnotherVersionIsRefusedAndCanBeAskedAgain()
    {
        using var client = new ControlConnection(_app.Socket);
        Assert.Contains("version 1", (string?)client.Fail("hello", """{"protocol":2}""", "wrong-version")["message"]);
        client.Fail("sessions", "{}", "hello-first");
        client.Call("hello", """{"protocol":1}""");
        client.Call("sessions");
    }

    [Fact]
    public void TracepointsAreListedInParts()
    {
        JsonObject all = _client.Call("tracepoints", """{"pattern":"app:*"}""");
        Assert.Equal(4, (int?)all["total"]);
        JsonObject part = _client.Call("tracepoints", """{"pattern":"app:*","skip":2,"limit":1}""");
        JsonObject number = Assert.Single(part["tracepoints"]!.AsArray())!.AsObject();
        Assert.Equal("app:Number", (string?)number["name"]);
        Assert.Equal("info", (string?)number["level"]);
        Assert.Equal("""[{"name":"value","type":"int32_t"}]""", number["fields"]!.ToJsonString());
        Assert.Equal("AppTrace.cs", (string?)number["file"]);
        Assert.Equal("app:*", (string?)_client.Call("tracepoints", """{"pattern":"ap:*"}""")["near"]![0]);
        _client.Fail("tracepoints", """{"limit":-1}""", "not-possible");
    }

    [Fact]
    public void HitsAreCountedAsLongAsTheClientIsThere()
    {
        Assert.Equal(1, (int?)_client.Call("count", """{"patterns":["app:Num*"]}""")["matched"]);
        _app.Do("emit 1000");
        Assert.Equal(1000, (long?)Hits());
        _client.Call("count", """{"patterns":[]}""");
        Assert.Null(Hits());

        using (ControlConnection other = _app.Connect())
        {
            other.Call("count", """{"patterns":["*"]}""");
        }

        // The process learns of the end by itself.
        Assert.True(SpinWait.SpinUntil(() => Hits() is null, TimeSpan.FromSeconds(60)));

        JsonNode? Hits() => _client.Call("tracepoints", """{"pattern":"app:Number"}""")["tracepoints"]![0]!["hits"];
    }

    [Fact]
    public void ASessionIsCreatedFilledStoppedAndDestroyed()
    {
        string output = _folder["trace"];
        JsonObject created = _client.Call("session.create", $$$"""{"session":{"name":"demo","output":{{{ControlConnection.Quote(output)}}},"start":false}}""");
        Assert.Equal("created", (string?)created["session"]!["state"]);
        JsonObject channel = _client.Call("channel.add", """{"session":"demo","channel":{"name":"c","subBufferSize":"4KiB","subBufferCount":2,"mode":"discard"}}""");
        Assert.Equal(4096, (int?)channel["channel"]!["subBufferSize"]);
        _client.Call("context.add", """{"session":"demo","channel":"c","context":"vtid"}""");
        JsonObject matched = _client.Call("rule.enable", """{"session":"demo","channel":"c","rule":{"events":"app:*","filter":"value < 10"}}""");
        Assert.Equal(4, (int?)matched["matched"]);
        _client.Call("session.start", """{"session":"demo"}""");

        // Sessions belong to the process.
        using (ControlConnection other = _app.Connect())
        {
            _app.Do("emit 100");
            JsonObject session = other.Call("sessions", """{"session":"demo"}""")["sessions"]![0]!.AsObject();
            Assert.Equal("started", (string?)session["state"]);
            Assert.Equal(10, (long?)session["statistics"]!["recorded"]);
            Assert.Equal(90, (long?)session["statistics"]!["filtered"]);
            Assert.Equal("""["vtid"]""", session["channels"]![0]!["contexts"]!.ToJsonString());
            Assert.Equal("value < 10", (string?)session["channels"]![0]!["rules"]![0]!["filter"]);
            Assert.Equal(output, (string?)session["output"]);
        }

        Assert.Equal("demo", (string?)_client.Call("tracepoints", """{"pattern":"app:Number"}""")["tracepoints"]![0]!["recorders"]![0]!["session"]);
        _client.Call("rule.disable", """{"session":"demo","events":"app:Number"}""");
        _app.Do("emit 100");
        JsonObject stopped = _client.Call("session.stop", """{"session":"demo"}""");
        Assert.Equal(10, (long?)stopped["statistics"]!["recorded"]);
        Assert.True((long?)stopped["statistics"]!["bytes"] > 4096);
        _client.Fail("session.stop", """{"session":"demo"}""", "wrong-state");
        _client.Call("session.destroy", """{"session":"demo"}""");
        Assert.Empty(_client.Call("sessions")["sessions"]!.AsArray());
        Assert.Equal(10, Babeltrace.Count(output).Events);
    }

    [Fact]
    public void ASessionIsSavedAndLoadedAgain()
    {
        _client.Call("session.create", """{"session":{"name":"recorder","channels":[{"name":"c","mode":"overwrite","rules":[{"events":"app:*","level":"info","oneIn":3}]}]}}""");
        string saved = _client.Call("session.save", """{"session":"recorder"}""").ToJsonString();
        _client.Call("session.destroy", """{"session":"recorder"}""");
        Assert.Equal("""["recorder"]""", _client.Call("session.load", saved)["sessions"]!.ToJsonString());
        Assert.Equal(saved, _client.Call("session.save").ToJsonString());
        _client.Fail("session.load", saved, "not-possible");
    }

    [Fact]
    public void AFlightRecorderIsSnapshotRotatedAndGivenAnOutput()
    {
        _client.Call("session.create", """{"session":{"name":"r","channels":[{"name":"c","mode":"overwrite","rules":[{"events":"app:*"}]}]}}""");
        _app.Do("emit 1000");
        JsonObject snapshot = _client.Call("snapshot", $$"""{"session":"r","folder":{{ControlConnection.Quote(_folder["snapshot"])}},"maxAge":"1h","maxBytes":"64MiB"}""");
        Assert.Equal(1000, Babeltrace.Count((string)snapshot["folder"]!).Events);
        Assert.Equal(new DirectoryInfo(_folder["snapshot"]).EnumerateFiles().Sum(static file => file.Length), (long?)snapshot["bytes"]);
        _client.Fail("rotate", """{"session":"r"}""", "wrong-state");
        _client.Call("output.add", $$"""{"session":"r","folder":{{ControlConnection.Quote(_folder["trace"])}}}""");
        _client.Call("channel.add", """{"session":"r","channel":{"name":"d","rules":[{"events":"app:Number"}]}}""");
        _app.Do("emit 10");
        Assert.Equal(_folder["trace/1"], (string?)_client.Call("rotate", """{"session":"r"}""")["folder"]);
        Assert.Equal(10, Babeltrace.Count(_folder["trace/1"]).Events);
        _client.Fail("snapshot", """{"session":"r","folder":"relative"}""", "not-possible");
        _client.Fail("snapshot", $$"""{"session":"r","folder":{{ControlConnection.Quote(_folder["snapshot"])}}}""", "file-failed");
        _client.Fail("snapshot", $$"""{"session":"r","folder":{{ControlConnection.Quote(_folder["other"])}},"maxAge":"soon"}""", "not-possible");
    }

    [Theory]
    [InlineData("session.start", """{"session":"dmo"}""", "no-such-session", "demo")]
    [InlineData("channel.add", """{"session":"dem","channel":{"name":"x"}}""", "no-such-session", "demo")]
    [InlineData("context.add", """{"session":"demo","channel":"chanel","context":"vtid"}""", "no-such-channel", "channel")]
    [InlineData("context.add", """{"session":"demo","channel":"channel","context":"vtd"}""", "no-such-context", "vtid")]
    [InlineData("sesions", "{}", "no-such-method", "sessions")]
    [InlineData("session.start", """{"sesion":"demo"}""", "bad-params", "session")]
    public void ANameThatThereIsNotHasASuggestion(string method, string parameters, string code, string near)
    {
        _client.Call("session.create", """{"session":{"name":"demo","channels":[{"name":"channel","mode":"overwrite"}],"start":false}}""");
        Assert.Equal(near, (string?)_client.Fail(method, parameters, code)["near"]![0]);
    }

    [Theory]
    [InlineData("session.create", """{"session":{"name":"demo","chanels":[]}}""", "not-possible", "params.session(1,16)")]
    [InlineData("session.create", """{"session":{"name":"a/b"}}""", "not-possible", "'a/b'")]
    [InlineData("rule.enable", """{"session":"demo","rule":{"events":"app:*","filter":"value <"}}""", "not-possible", "filter")]
    [InlineData("rule.disable", """{"session":"demo","events":"a:b:c"}""", "not-possible", "'a:b:c'")]
    [InlineData("session.start", "[]", "bad-params", "no object")]
    [InlineData("session.start", "{}", "bad-params", "'session' is missing")]
    [InlineData("session.start", """{"session":7}""", "bad-params", "$.session")]
    [InlineData("session.start", """{"session":null}""", "bad-params", "$.session")]
    [InlineData("contexts", """{"all":true}""", "bad-params", "takes none")]
    public void WhatIsWrongIsNamedWithItsPlace(string method, string parameters, string code, string named)
    {
        _client.Call("session.create", """{"session":{"name":"demo","start":false}}""");
        Assert.Contains(named, (string?)_client.Fail(method, parameters, code)["message"]);
    }

    [Fact]
    public void ContextsAreListed() => Assert.Contains("vtid", _client.Call("contexts")["contexts"]!.AsArray().Select(static name => (string?)name));

    [Fact]
    public void AnswersComeInTheOrderOfRequests()
    {
        for (int i = 1000; i < 1100; i++)
        {
            _client.Send(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"method\":\"sessions\"}}\n"));
        }

        for (int i = 1000; i < 1100; i++)
        {
            Assert.Equal(i, (int?)_client.Read()!["id"]);
        }
    }
}
