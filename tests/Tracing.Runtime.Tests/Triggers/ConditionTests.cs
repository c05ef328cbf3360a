using Tracing.Registry;
using Tracing.Runtime.Losses;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Triggers;

/// <summary>What comes true, and when.</summary>
[Collection(nameof(TestTrace))]
public class ConditionTests
{
    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void AFullRingIsNoticed(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("fill", new TraceSessionOptions { Output = folder["trace"], FlushPeriod = TimeSpan.FromDays(1) });
        TraceChannel channel = session.AddChannel("small", new ChannelOptions { Scope = scope, SubBufferSize = 4096, SubBufferCount = 2 });
        session.Enable("test:*", channel);
        AttachedTrigger trigger = session.AddTrigger(new TraceTrigger
        {
            Name = "fill", When = new FillCondition(20) { Channel = "small" }, Actions = [new CallAction(static _ => { })], CoolDown = TimeSpan.Zero,
        });
        session.Start();

        // Less than a sub-buffer is not written by itself, so it is there when the consumer looks.
        Eventually.IsTrue(() =>
        {
            TestTrace.Number(0);
            return trigger.Statistics.Fired > 0;
        });
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
        using TraceSession session = TraceSession.Create("large-condition", new TraceSessionOptions());
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
}
