using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Triggers;

/// <summary>What sessions do by themselves when something comes true.</summary>
[Collection(nameof(TestTrace))]
public class TriggerTests
{
    [Fact]
    public void ASnapshotHoldsTheEventThatMadeItDue()
    {
        using var folder = new TempFolder();
        using TraceSession session = Recorder("snapshots");
        using var fired = new Firings();
        session.AddTrigger(new TraceTrigger
        {
            Name = "slow", When = new EventCondition("test:Number") { Filter = "value >= 100" },
            Actions = [new SnapshotAction(folder["%s"]), fired.Action], CoolDown = TimeSpan.Zero,
        });
        session.Start();
        TestTrace.Number(1);
        TestTrace.Number(100);
        Assert.Equal(folder["snapshots-1"], fired.Next().Folder);
        Directory.CreateDirectory(folder["snapshots-2"]);
        TestTrace.Number(2);
        TestTrace.Number(101);
        Assert.Equal(folder["snapshots-3"], fired.Next().Folder);
        Assert.Equal([1, 100], Values(folder["snapshots-1"]));
        Assert.Equal([1, 100, 2, 101], Values(folder["snapshots-3"]));
    }

    [Fact]
    public void ASessionStartsWithWhatItsTriggerWaitsFor()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("starts", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Number");
        using var fired = new Firings();
        session.AddTrigger(new TraceTrigger { Name = "start", When = new EventCondition("test:Detail"), Actions = [new StartAction(), fired.Action] });
        session.AddTrigger(new TraceTrigger { Name = "stop", When = new EventCondition("test:Nothing"), Actions = [new StopAction(), fired.Action] });
        TestTrace.Number(1);
        Assert.False(session.IsStarted);
        TestTrace.Detail(0);
        Assert.Equal("start", fired.Next().Trigger);
        Assert.True(session.IsStarted);
        TestTrace.Number(2);
        TestTrace.Nothing();
        Assert.Equal("stop", fired.Next().Trigger);
        Assert.False(session.IsStarted);
        TestTrace.Number(3);
        Assert.Equal([2], Values(folder["trace"]));
    }

    [Fact]
    public void RulesAreSetAndTheTraceRotates()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("rules", new TraceSessionOptions { Output = folder["trace"] });
        session.AddChannel("numbers");
        using var fired = new Firings();
        session.AddTrigger(new TraceTrigger
        {
            Name = "on", When = new EventCondition("test:Detail") { OnceAfter = 2 }, CoolDown = TimeSpan.Zero,
            Actions = [new EnableAction("test:Number") { Channel = "numbers", Options = new EventRuleOptions { Filter = "value > 1" } }, fired.Action],
        });
        session.AddTrigger(new TraceTrigger
        {
            Name = "off", When = new EventCondition("test:Nothing"), Actions = [new RotateAction(), fired.Action, new DisableAction("test:*"), fired.Action],
        });
        session.Start();
        TestTrace.Detail(0);
        TestTrace.Number(2);
        TestTrace.Detail(0);
        fired.Next();
        TestTrace.Number(1);
        TestTrace.Number(3);
        TestTrace.Detail(0);
        TestTrace.Detail(0);
        TestTrace.Nothing();
        Assert.Equal(folder["trace/1"], fired.Next().Folder);
        fired.Next();
        TestTrace.Number(4);
        session.Stop();
        Assert.Equal([3], Values(folder["trace"]));
        Assert.Equal(1, session.Triggers[0].Statistics.Fired);
        Assert.Equal(4, session.Triggers[0].Statistics.Matches);
    }

    [Fact]
    public void WhatComesTrueInTheCoolDownIsCountedOnly()
    {
        using TraceSession session = TraceSession.Create("cool", new TraceSessionOptions());
        using var fired = new Firings();
        var time = new ManualTime();
        AttachedTrigger trigger = session.AddTrigger(new TraceTrigger
        {
            Name = "cool", When = new EventCondition("test:Number"), Actions = [fired.Action], CoolDown = TimeSpan.FromSeconds(10), Time = time,
        });
        TestTrace.Number(0);
        Assert.Equal(1, fired.Next().Number);
        for (int i = 0; i < 5; i++)
        {
            TestTrace.Number(i);
        }

        Eventually.IsTrue(() => trigger.Statistics.Suppressed == 5);
        time.Advance(TimeSpan.FromSeconds(10));
        TestTrace.Number(0);
        Assert.Equal(2, fired.Next().Number);
        Assert.Equal(new TriggerStatistics(7, 2, 5, 0, 0, null), trigger.Statistics);
    }

    [Fact]
    public void AnActionThatFailsIsReportedAndTheTriggerGoesOn()
    {
        using TraceSession session = TraceSession.Create("fails", new TraceSessionOptions());
        using var fired = new Firings();
        using var events = new RuntimeReports("Tracing-Runtime");
        AttachedTrigger trigger = session.AddTrigger(new TraceTrigger
        {
            Name = "fails", When = new EventCondition("test:Number"), CoolDown = TimeSpan.Zero,
            Actions = [new RotateAction(), new CallAction(static _ => throw new InvalidOperationException("the handler's own")), fired.Action],
        });
        TestTrace.Number(0);
        fired.Next();
        TestTrace.Number(0);
        fired.Next();
        Assert.Equal(new TriggerStatistics(2, 2, 0, 4, 0, "the handler's own"), trigger.Statistics);
        Eventually.IsTrue(() => events.Count(20) == 4);
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        using TraceSession session = Recorder("nonsense");
        TriggerAction[] stop = [new StopAction()];
        TraceTrigger[] wrong =
        [
            new() { Name = "a/b", When = new EventCondition("test:*"), Actions = stop },
            new() { Name = "a", When = new EventCondition("nonsense"), Actions = stop },
            new() { Name = "a", When = new EventCondition("test:*") { Every = 0 }, Actions = stop },
            new() { Name = "a", When = new EventCondition("test:*") { Every = 1, OnceAfter = 1 }, Actions = stop },
            new() { Name = "a", When = new EventCondition("test:*") { Filter = "nothing > 1" }, Actions = stop },
            new() { Name = "a", When = new FillCondition(0), Actions = stop },
            new() { Name = "a", When = new FillCondition(50) { Channel = "channel0" }, Actions = stop },
            new() { Name = "a", When = new CounterCondition(TriggerCounter.Lost, -1), Actions = stop },
            new() { Name = "a", When = new CounterCondition(TriggerCounter.Lost, 1) { Channel = "none" }, Actions = stop },
            new() { Name = "a", When = new EventCondition("test:*"), Actions = [] },
            new() { Name = "a", When = new EventCondition("test:*"), Actions = stop, CoolDown = TimeSpan.FromSeconds(-1) },
            new() { Name = "a", When = new EventCondition("test:*"), Actions = [new SnapshotAction("")] },
            new() { Name = "a", When = new EventCondition("test:*"), Actions = [new EnableAction("nonsense")] },
            new() { Name = "a", When = new EventCondition("test:*"), Actions = [new DisableAction("test:*") { Channel = "none" }] },
        ];
        Assert.All(wrong, trigger => Assert.ThrowsAny<ArgumentException>(() => session.AddTrigger(trigger)));
        Assert.Empty(session.Triggers);
        session.AddTrigger(new TraceTrigger { Name = "a", When = new EventCondition("test:*"), Actions = stop });
        Assert.Contains("has a trigger called 'a' already", Assert.ThrowsAny<ArgumentException>(
            () => session.AddTrigger(new TraceTrigger { Name = "a", When = new EventCondition("test:*"), Actions = stop })).Message);
    }

    private static TraceSession Recorder(string name)
    {
        TraceSession session = TraceSession.Create(name, new TraceSessionOptions());
        session.Enable("test:Number");
        return session;
    }

    private static int[] Values(string folder) =>
        [.. Babeltrace.Read(folder).Where(static line => line.Contains("test:Number", StringComparison.Ordinal)).Select(static line =>
            int.Parse(line[(line.IndexOf("value = ", StringComparison.Ordinal) + 8)..line.LastIndexOf(" }", StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture))];
}
