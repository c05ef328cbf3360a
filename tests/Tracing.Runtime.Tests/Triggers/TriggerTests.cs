using Tracing.Registry;
using Tracing.Runtime.Losses;
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

        Wait(() => trigger.Statistics.Suppressed == 5);
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
        Wait(() => events.Count(20) == 4);
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void AFullRingIsNoticed(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("fill", new TraceSessionOptions { Output = folder["trace"], FlushPeriod = TimeSpan.FromDays(1) });
        TraceChannel channel = session.AddChannel("small", new ChannelOptions { Scope = scope, SubBufferSize = 4096, SubBufferCount = 2 });
        session.Enable("test:*", channel);
        using var fired = new Firings();
        session.AddTrigger(new TraceTrigger { Name = "fill", When = new FillCondition(20) { Channel = "small" }, Actions = [fired.Action], CoolDown = TimeSpan.Zero });
        session.Start();

        // Less than a sub-buffer is not written by itself, so it is there when the consumer looks.
        for (int i = 0; i < 200 * Environment.ProcessorCount; i++)
        {
            TestTrace.Number(i);
        }

        Assert.Equal(1, fired.Next().Number);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(10L, 3)]
    public void ACountThatPassesAValueIsNoticed(long? every, int times)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("counts", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:*", options: new EventRuleOptions { Filter = "value < 0" });
        session.Start();
        TestTrace.Number(0);
        using var fired = new Firings();
        AttachedTrigger trigger = session.AddTrigger(new TraceTrigger
        {
            Name = "counts", When = new CounterCondition(TriggerCounter.Filtered, 5) { Every = every }, Actions = [fired.Action], CoolDown = TimeSpan.Zero,
        });
        for (int i = 0; i < 26; i++)
        {
            TestTrace.Number(i);
        }

        // Looked at by itself, or here at the last.
        session.Stop();
        for (int i = 0; i < times; i++)
        {
            fired.Next();
        }

        Assert.Equal(times, trigger.Statistics.Fired);
    }

    [Fact]
    public void CountsAreThoseOfTheStatistics()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("all-counts", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel recorder = session.AddChannel("recorder", new ChannelOptions { Mode = BufferMode.Overwrite, SubBufferSize = 4096, SubBufferCount = 2 });
        session.Enable("test:Number", recorder);
        session.Enable("test:Text", recorder);
        session.Enable("test:Number", session.AddChannel("narrow"), new EventRuleOptions { Filter = "value > 10", First = 5 });
        session.Start();
        for (int i = 0; i < 2000; i++)
        {
            TestTrace.Number(i);
        }

        TestTrace.Text(1, new string('x', 10_000));
        session.Stop();
        foreach (ChannelStatistics counts in session.Statistics.Channels)
        {
            TraceChannel channel = session.ChannelFor(counts.Name)!;
            Assert.Equal(
                [counts.Recorded, counts.Discarded + counts.Overwritten + counts.TooLarge, counts.Discarded, counts.Overwritten, counts.TooLarge, counts.Losses.NoRing, counts.Filtered, counts.Suppressed],
                Enum.GetValues<TriggerCounter>().Select(counter => ChannelCounting.Read(channel, counter)));
        }

        Assert.All(session.Statistics.Channels, static counts => Assert.True(counts.Recorded > 0 && counts.Overwritten + counts.Filtered > 0));
    }

    [Fact]
    public void AProviderThatRegistersLaterIsMatched()
    {
        using TraceSession session = TraceSession.Create("late-trigger", new TraceSessionOptions());
        AttachedTrigger trigger = session.AddTrigger(new TraceTrigger
        {
            Name = "late", When = new EventCondition("belated:*") { Filter = "rows > 1" }, Actions = [new StopAction()],
        });
        var provider = new BelatedProvider();
        TracepointRegistry.Register(provider);
        Assert.NotNull(provider.Bindings[0]);
        Assert.Null(provider.Bindings[1]);
        trigger.Dispose();
        Assert.Null(provider.Bindings[0]);
    }

    [Fact]
    public void AProbeAllocatesNothingForATrigger()
    {
        using TraceSession session = TraceSession.Create("frugal", new TraceSessionOptions());
        session.AddTrigger(new TraceTrigger { Name = "plain", When = new EventCondition("test:Number") { Every = 10 }, Actions = [new StopAction()] });
        session.AddTrigger(new TraceTrigger { Name = "filtered", When = new EventCondition("test:Number") { Filter = "value > 3 && $ctx.vtid != 0" }, Actions = [new StopAction()] });
        Emit();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Emit();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Emit()
        {
            for (int i = 0; i < 1000; i++)
            {
                TestTrace.Number(i);
            }
        }
    }

    [Fact]
    public void AnEventTooLargeForALookIsCounted()
    {
        using TraceSession session = TraceSession.Create("large", new TraceSessionOptions());
        using var fired = new Firings();
        AttachedTrigger plain = session.AddTrigger(new TraceTrigger { Name = "plain", When = new EventCondition("test:Text"), Actions = [fired.Action] });
        AttachedTrigger filtered = session.AddTrigger(new TraceTrigger { Name = "filtered", When = new EventCondition("test:Text") { Filter = "id == 1" }, Actions = [fired.Action] });
        TestTrace.Text(1, new string('x', 2 << 20));
        Assert.Equal("plain", fired.Next().Trigger);
        TestTrace.Text(1, new string('x', 100_000));
        Assert.Equal("filtered", fired.Next().Trigger);
        Assert.Equal((2, 0), (plain.Statistics.Matches, plain.Statistics.Unchecked));
        Assert.Equal((1, 1), (filtered.Statistics.Matches, filtered.Statistics.Unchecked));
    }

    [Fact]
    public void HandlersMayRemoveEachOthersTriggers()
    {
        using TraceSession session = TraceSession.Create("each-other", new TraceSessionOptions());
        using var both = new Barrier(2);
        using var done = new CountdownEvent(2);
        foreach (string name in (string[])["one", "two"])
        {
            session.AddTrigger(new TraceTrigger
            {
                Name = name, When = new EventCondition("test:Number"),
                Actions = [new CallAction(firing =>
                {
                    AttachedTrigger other = firing.Session.Triggers.Single(trigger => trigger.Name != firing.Trigger);
                    both.SignalAndWait();
                    other.Dispose();
                    done.Signal();
                })],
            });
        }

        TestTrace.Number(0);
        done.Wait(TestContext.Current.CancellationToken);
        Assert.Empty(session.Triggers);
    }

    [Fact]
    public void ARemovedTriggerDoesNothingAnyMore()
    {
        using TraceSession session = TraceSession.Create("removed", new TraceSessionOptions());
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        int calls = 0;
        AttachedTrigger trigger = session.AddTrigger(new TraceTrigger
        {
            Name = "removed", When = new EventCondition("test:Number"), CoolDown = TimeSpan.Zero,
            Actions = [new CallAction(_ =>
            {
                calls++;
                entered.Set();
                leave.Wait();
            })],
        });
        TestTrace.Number(0);
        TestTrace.Number(0);
        entered.Wait(TestContext.Current.CancellationToken);
        var disposing = new Thread(trigger.Dispose);
        disposing.Start();
        Wait(() => session.Triggers.Count == 0);
        Assert.True(disposing.IsAlive);
        leave.Set();
        disposing.Join();
        TestTrace.Number(0);
        Assert.Equal((1, 2), (calls, trigger.Statistics.Matches));
    }

    [Fact]
    public void AHandlerMayRemoveItsTriggerAndDisposeOfTheSession()
    {
        TraceSession session = TraceSession.Create("self", new TraceSessionOptions());
        using var done = new ManualResetEventSlim();
        session.AddTrigger(new TraceTrigger
        {
            Name = "self", When = new EventCondition("test:Number"),
            Actions = [new CallAction(firing =>
            {
                firing.Session.Triggers[0].Dispose();
                firing.Session.Dispose();
                done.Set();
            })],
        });
        TestTrace.Number(0);
        done.Wait(TestContext.Current.CancellationToken);
        TraceSession.Create("self", new TraceSessionOptions()).Dispose();
    }

    [Fact]
    public void AHandlerThatHangsHoldsUpNoOtherTriggerAndNotTheSession()
    {
        using var leave = new ManualResetEventSlim();
        using var fired = new Firings();
        using (TraceSession session = TraceSession.Create("hangs", new TraceSessionOptions()))
        {
            session.AddTrigger(new TraceTrigger { Name = "hangs", When = new EventCondition("test:Number"), Actions = [fired.Action, new CallAction(_ => leave.Wait())] });
            session.AddTrigger(new TraceTrigger { Name = "goes-on", When = new EventCondition("test:Detail"), Actions = [fired.Action] });
            TestTrace.Number(0);
            fired.Next();
            TestTrace.Detail(0);
            Assert.Equal("goes-on", fired.Next().Trigger);
        }

        leave.Set();
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

    private sealed class BelatedProvider() : TracepointProvider("belated", 2)
    {
        private readonly int[] _guards = new int[2];

        protected override ReadOnlySpan<byte> Description => """
            tracepoint 6 Rows
              int32_t _rows;
            tracepoint 6 Table
              string _table;
            """u8;

        protected override ref int Guard(int index) => ref _guards[index];
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

    private static void Wait(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60)), "It did not come true within a minute.");
}
