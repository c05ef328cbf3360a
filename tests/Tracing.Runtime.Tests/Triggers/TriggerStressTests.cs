using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Triggers;

/// <summary>Counts that are exact whatever threads the events are from.</summary>
[Collection(nameof(TestTrace))]
public class TriggerStressTests
{
    private const int Each = 50_000;
    private const int ThreadCount = 4;

    [Theory]
    [InlineData(1, null)]
    [InlineData(7, null)]
    [InlineData(1000, "(value & 1) == 0")]
    public void EveryNthOfAllThreadsFiresOrIsCounted(long every, string? filter)
    {
        using TraceSession session = TraceSession.Create("every", new TraceSessionOptions());
        long calls = 0;
        AttachedTrigger acting = session.AddTrigger(new TraceTrigger
        {
            Name = "acting", When = new EventCondition("test:Number") { Every = every, Filter = filter }, Actions = [new CallAction(_ => calls++)], CoolDown = TimeSpan.Zero,
        });
        AttachedTrigger cooling = session.AddTrigger(new TraceTrigger
        {
            Name = "cooling", When = new EventCondition("test:Number") { Every = every, Filter = filter }, Actions = [new CallAction(static _ => { })],
            CoolDown = TimeSpan.FromMilliseconds(1),
        });
        Emit();

        long matches = ThreadCount * Each / (filter is null ? 1 : 2);
        Eventually.IsTrue(() => acting.Statistics.Fired == matches / every && cooling.Statistics is var counts && counts.Fired + counts.Suppressed == matches / every);
        Assert.Equal((matches, matches, 0), (acting.Statistics.Matches, cooling.Statistics.Matches, acting.Statistics.Suppressed));

        // No action is being done, so the count stands.
        acting.Dispose();
        Assert.Equal(matches / every, calls);
    }

    [Fact]
    public void OnceIsOnce()
    {
        using TraceSession session = TraceSession.Create("once", new TraceSessionOptions());
        using var fired = new Firings();
        AttachedTrigger trigger = session.AddTrigger(new TraceTrigger
        {
            Name = "once", When = new EventCondition("test:*") { OnceAfter = 1234 }, Actions = [fired.Action], CoolDown = TimeSpan.Zero,
        });
        Emit();
        fired.Next();
        trigger.Dispose();
        Assert.Equal(new TriggerStatistics(ThreadCount * Each, 1, 0, 0, 0, null), trigger.Statistics);
    }

    [Fact]
    public void TriggersComeAndGoWhileThreadsEmitAndRecord()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("come-and-go", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Number", options: new EventRuleOptions { Filter = "value >= 0" });
        session.Start();
        using var emitting = new CancellationTokenSource();
        var changing = new Thread(() =>
        {
            while (!emitting.IsCancellationRequested)
            {
                using AttachedTrigger trigger = session.AddTrigger(new TraceTrigger
                {
                    Name = "brief", When = new EventCondition("test:*") { Filter = "(value & 3) == 0 && $ctx.vtid != 0" }, Actions = [new CallAction(static _ => { })], CoolDown = TimeSpan.Zero,
                });
            }
        });
        changing.Start();
        Emit();
        emitting.Cancel();
        changing.Join();
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal(ThreadCount * Each, statistics.Recorded + statistics.Discarded);
        Assert.Equal(statistics.Recorded, Babeltrace.Count(folder["trace"]).Events);
    }

    private static void Emit() => Threads.Run(ThreadCount, static _ =>
    {
        for (int i = 0; i < Each; i++)
        {
            TestTrace.Number(i);
        }
    });
}
