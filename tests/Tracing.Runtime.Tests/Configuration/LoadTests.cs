using Tracing.Runtime.Configuration;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Configuration;

/// <summary>Sessions out of files, and into files.</summary>
[Collection(nameof(TestTrace))]
public class LoadTests
{
    [Fact]
    public void TheSessionsOfAFileRecord()
    {
        using var folder = new TempFolder();
        IReadOnlyList<TraceSession> sessions = Load(folder, $$"""
            {
              "sessions": [
                { "name": "short", "output": "{{folder.Path}}/%s", "events": [ "test:Number", "test:Detail" ] },
                {
                  "name": "long", "output": "{{folder["long"]}}", "flushPeriod": "10ms",
                  "channels": [
                    {
                      "name": "some", "scope": "cpu", "subBufferSize": "8KiB", "subBufferCount": 2, "contexts": [ "vpid" ],
                      "rules": [ { "events": "test:*", "level": "info", "filter": "value > 1" }, { "events": "test:Text", "enable": false } ]
                    }
                  ]
                },
                { "name": "later", "start": false, "channels": [ { "name": "recorder", "mode": "overwrite" } ] }
              ]
            }
            """);
        Assert.Equal(["short", "long", "later"], sessions.Select(static session => session.Name));
        Assert.Equal([true, true, false], sessions.Select(static session => session.IsStarted));
        for (int i = 0; i < 4; i++)
        {
            TestTrace.Number(i);
            TestTrace.Detail(i);
            TestTrace.Text(i, "x");
        }

        DisposeAll(sessions);
        Assert.Equal(8, Babeltrace.Count(folder["short"]).Events);
        string[] lines = Babeltrace.Read(folder["long"]);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains($"vpid = {Environment.ProcessId}", line));
    }

    [Theory]
    [InlineData("""{ "name": "second", "channels": [ { "name": "c" } ] }""", "$.sessions[1].channels[0]", "has no output, so nothing would ever drain channel 'c'")]
    [InlineData("""{ "name": "sec/ond" }""", "$.sessions[1]", "The session name 'sec/ond' is not usable")]
    [InlineData("""{ "name": "second", "events": [ "nonsense" ] }""", "$.sessions[1].events[0]", "For all events of a provider write 'nonsense:*'.")]
    [InlineData("""{ "name": "second", "channels": [ { "name": "c", "mode": "overwrite", "subBufferCount": 3 } ] }""", "$.sessions[1].channels[0]", "must be a power of two from 2 to 64")]
    [InlineData("""{ "name": "second", "channels": [ { "name": "c", "mode": "overwrite", "contexts": [ "vpid", "vpdi" ] } ] }""", "$.sessions[1].channels[0].contexts[1]", "There is no context 'vpdi'")]
    [InlineData("""{ "name": "second", "channels": [ { "name": "c", "mode": "overwrite", "rules": [ { "events": "test:*", "filter": "value >" } ] } ] }""", "$.sessions[1].channels[0].rules[0].filter", "value >")]
    [InlineData("""{ "name": "second", "triggers": [ { "name": "t", "when": { "fill": 5, "channel": "none" }, "do": [ { "action": "stop" } ] } ] }""", "$.sessions[1].triggers[0]", "Session 'second' has no channel 'none'.")]
    [InlineData("""{ "name": "second", "triggers": [ { "name": "t", "when": { "events": "test:*", "filter": "no > 1" }, "do": [ { "action": "stop" } ] } ] }""", "$.sessions[1].triggers[0].when.filter", "no event that the rule matches has a field 'no'")]
    public void IfOneCannotBeHadNoneIs(string second, string path, string reason)
    {
        using var folder = new TempFolder();
        TraceConfigurationException exception = Assert.Throws<TraceConfigurationException>(
            () => Load(folder, $$"""{ "sessions": [ { "name": "first", "output": "{{folder["first"]}}", "events": [ "test:*" ] }, {{second}} ] }"""));
        Assert.Equal(path, exception.Path);
        Assert.Contains(reason, exception.Reason);
        Assert.DoesNotContain("(Parameter '", exception.Reason);
        Assert.False(Directory.Exists(folder["first"]));

        // Their names are free again.
        TraceSession.Create("first", new TraceSessionOptions()).Dispose();
        TraceSession.Create("second", new TraceSessionOptions()).Dispose();
    }

    [Fact]
    public void IfTheSecondCannotStartTheFirstIsDisposedOf()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["full/something"]);
        TraceConfigurationException exception = Assert.Throws<TraceConfigurationException>(() => Load(folder, $$"""
            { "sessions": [ { "name": "first", "output": "{{folder["first"]}}", "events": [ "test:*" ] },
              { "name": "second", "output": "{{folder["full"]}}", "events": [ "test:*" ] } ] }
            """));
        Assert.Equal("$.sessions[1]", exception.Path);
        Assert.Contains("is not empty", exception.Reason);
        Assert.IsAssignableFrom<IOException>(exception.InnerException);
        TraceSession.Create("first", new TraceSessionOptions()).Dispose();
    }

    [Fact]
    public void AFileThatIsNotThereIsNamed()
    {
        using var folder = new TempFolder();
        Assert.Contains(folder["none.json"], Assert.Throws<FileNotFoundException>(() => TraceSession.Load(folder["none.json"])).Message);
    }

    [Fact]
    public void AnEndlessFileIsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/zero.");
        Assert.Contains("larger than 1MiB", Assert.Throws<TraceConfigurationException>(() => TraceSession.Load("/dev/zero")).Message);
    }

    [Fact]
    public void WhatRunsIsSavedAndLoadedAgain()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("saved", new TraceSessionOptions
        {
            Output = folder["trace"], FlushPeriod = TimeSpan.FromMilliseconds(1500), Rotation = new RotationOptions { MaxSize = 5000, KeepChunks = 3 },
            CrashSnapshot = new CrashSnapshotOptions { Folder = folder["crash-%p"], Limits = new SnapshotOptions { MaxBytes = 1 << 20 } },
        });
        TraceChannel channel = session.AddChannel("numbers", new ChannelOptions { SubBufferCount = 8 });
        channel.AddContext("vtid");
        session.Enable("test:*", channel, new EventRuleOptions { Exclude = ["test:LoggedIn"], Level = TracepointLevel.DebugLine, Filter = "text != \"<&>\" || id > 1", OneIn = 2 });
        session.AddChannel("recorder", new ChannelOptions { Mode = BufferMode.Overwrite, Scope = BufferScope.Cpu });
        session.Disable("test:Nothing");
        session.AddTrigger(new TraceTrigger
        {
            Name = "t", When = new CounterCondition(TriggerCounter.Lost, 10), Actions = [new SnapshotAction(folder["snap"]), new CallAction(static _ => { })],
        });
        session.AddTrigger(new TraceTrigger { Name = "code", When = new FillCondition(50), Actions = [new CallAction(static _ => { })] });
        session.Start();
        File.WriteAllText(folder["saved.json"], "old");
        session.Save(folder["saved.json"]);
        session.Dispose();
        Directory.Delete(folder["trace"], recursive: true);

        string saved = File.ReadAllText(folder["saved.json"]);
        Assert.Contains("\"filter\": \"text != \\\"<&>\\\" || id > 1\"", saved);
        Assert.Equal([folder["saved.json"]], Directory.EnumerateFiles(folder.Path));
        TraceSession again = Assert.Single(TraceSession.Load(folder["saved.json"]));
        Assert.True(again.IsStarted);
        Assert.Equal(["t"], again.Triggers.Select(static trigger => trigger.Name));
        again.Save(folder["again.json"]);
        again.Dispose();
        Assert.Equal(saved, File.ReadAllText(folder["again.json"]));
    }

    [Fact]
    public void ARuleThatWasTakenBackEverywhereStandsInEachChannelThatHadIt()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("disabled", new TraceSessionOptions());
        TraceChannel before = session.AddChannel("before", new ChannelOptions { Mode = BufferMode.Overwrite });
        session.Enable("test:*", before);
        session.Disable("test:Number");
        session.Enable("test:*", session.AddChannel("after", new ChannelOptions { Mode = BufferMode.Overwrite }));
        session.Save(folder["saved.json"]);
        session.Dispose();

        using TraceSession again = Assert.Single(TraceSession.Load(folder["saved.json"]));
        again.Start();
        TestTrace.Number(1);
        again.Stop();
        Assert.Equal([0, 1], again.Statistics.Channels.Select(static channel => channel.Recorded));
    }

    [Fact]
    public void RulesThatALaterOneReplacesAreNotSaved()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("replaced", new TraceSessionOptions());
        TraceChannel channel = session.AddChannel("c", new ChannelOptions { Mode = BufferMode.Overwrite });
        for (int i = 0; i < 100; i++)
        {
            session.Enable("test:Number", channel, new EventRuleOptions { Filter = "value > 1" });
            session.Disable("test:Number");
            session.Enable("test:*", channel, new EventRuleOptions { Exclude = ["test:Detail"] });
            session.Enable("test:*", channel, new EventRuleOptions { Level = TracepointLevel.Error });
        }

        ChannelConfiguration saved = Assert.Single(session.Describe().Channels);
        Assert.Equal(
            [("test:*", 1, null), ("test:*", 0, TracepointLevel.Error)],
            saved.Rules.Select(static rule => (rule.Events, rule.Options.Exclude.Count, rule.Options.Level)));
    }

    private static IReadOnlyList<TraceSession> Load(TempFolder folder, string json)
    {
        File.WriteAllText(folder["tracing.json"], json);
        return TraceSession.Load(folder["tracing.json"]);
    }

    private static void DisposeAll(IReadOnlyList<TraceSession> sessions)
    {
        foreach (TraceSession session in sessions)
        {
            session.Dispose();
        }
    }
}
