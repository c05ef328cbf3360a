using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Triggers;

/// <summary>Triggers that are removed, and handlers that hang.</summary>
[Collection(nameof(TestTrace))]
public class RemovalTests
{
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
        Eventually.IsTrue(() => session.Triggers.Count == 0);
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
}
