using TestProbes;
using Tracing.Registry;
using Tracing.Runtime.Outside;
using Tracing.Runtime.Tests.Outside;
using Tracing.Runtime.Tests.Support;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Death;

/// <summary>What happens to one thread between two instructions of a probe is no affair of the others, and every event is accounted for.</summary>
[Collection(nameof(TestTrace))]
public class ThreadDeathTests
{
    private const int EachAfterwards = 2000;

    [Theory]
    [MemberData(nameof(TestpointCases.All), MemberType = typeof(TestpointCases))]
    public void AThreadThatAnExceptionEndsInAProbeLosesThatEventOnly(BufferScope scope, BufferMode mode, string point, int writers, int nth)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder, scope, mode);
        long emitted = Run(point, writers, nth, onHit: static _ => throw new OperationCanceledException(), afterwards: static () => { });
        Check(session, folder, mode, emitted + (TestpointCases.IsRecorded(Enum.Parse<Testpoint>(point)) ? 1 : 0));
    }

    [Theory]
    [MemberData(nameof(TestpointCases.All), MemberType = typeof(TestpointCases))]
    public void AThreadThatIsHeldUpInAProbeHoldsUpNobodyElse(BufferScope scope, BufferMode mode, string point, int writers, int nth)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder, scope, mode);
        using var others = new ManualResetEventSlim();

        // The others' calls return while it stands still: Run waits for them before it lets it go on.
        long emitted = Run(point, writers, nth, onHit: _ => others.Wait(), afterwards: others.Set);
        Check(session, folder, mode, emitted + 1);
    }

    [Theory]
    [MemberData(nameof(TestpointCases.Discarding), MemberType = typeof(TestpointCases))]
    public void SoItIsWhereAnotherProcessDrainsTheRings(BufferScope scope, string point, int writers, int nth)
    {
        using var folder = new TempFolder();
        using TraceSession session = StartOutside(scope);
        using var consumer = new Draining(session.Lend(TimeSpan.FromMinutes(1), folder["trace"]), folder["trace"]);
        long emitted = Run(point, writers, nth, onHit: static _ => throw new OperationCanceledException(), afterwards: static () => { });
        session.Dispose();
        Assert.Equal(OutsideEnd.Complete, consumer.End);
        Check(session, folder, BufferMode.Discard, emitted + (TestpointCases.IsRecorded(Enum.Parse<Testpoint>(point)) ? 1 : 0));
    }

    private static TraceSession StartOutside(BufferScope scope)
    {
        TraceSession session = TraceSession.Create("testpoints", new TraceSessionOptions { IsForOutside = true });
        session.Enable("test:Number", session.AddChannel("small", new ChannelOptions { Scope = scope, SubBufferSize = 4096, SubBufferCount = 4 }));
        session.Start();
        return session;
    }

    private static TraceSession Start(TempFolder folder, BufferScope scope, BufferMode mode)
    {
        TraceSession session = TraceSession.Create("testpoints", new TraceSessionOptions { Output = mode == BufferMode.Overwrite ? null : folder["trace"] });
        session.Enable("test:Number", session.AddChannel("small", new ChannelOptions { Mode = mode, Scope = scope, SubBufferSize = 4096, SubBufferCount = 4 }));
        session.Start();
        return session;
    }

    /// <summary>Emits on several threads, one of which comes to the testpoint. Returns how many calls have returned, without the one that got there.</summary>
    private static long Run(string point, int writers, int nth, Action<int> onHit, Action afterwards)
    {
        TracepointDescriptor tracepoint = ArmedProbe.Find("test", "Number");
        using var hit = new ManualResetEventSlim();
        long emitted = 0;
        var victim = new Thread(() =>
        {
            bool isHit = false;
            int i = 0;
            ArmedTestpoints.Arm(Enum.Parse<Testpoint>(point), nth, () =>
            {
                isHit = true;
                hit.Set();
                onHit(i);
            });
            try
            {
                for (; !isHit; i++)
                {
                    ArmedProbe.Emit(tracepoint, i);
                }

                // The call that was held up has returned, and is the caller's to count.
                i--;
            }
            catch (OperationCanceledException)
            {
                // The thread ends, without having left the probe.
            }

            Interlocked.Add(ref emitted, i);
        });
        Thread[] others = [.. Enumerable.Range(1, writers).Select(_ => new Thread(() =>
        {
            int i = 0;
            for (int left = EachAfterwards; left > 0; i++)
            {
                TestTrace.Number(i);
                left -= hit.IsSet ? 1 : 0;
            }

            Interlocked.Add(ref emitted, i);
        }))];
        victim.Start();
        Array.ForEach(others[..^1], static thread => thread.Start());
        Assert.True(hit.Wait(TimeSpan.FromSeconds(60)), $"No thread came to {point}.");

        // One more thread, that begins when it has happened.
        others[^1].Start();
        Array.ForEach(others, static thread => thread.Join());
        afterwards();
        victim.Join();
        return emitted;
    }

    private static void Check(TraceSession session, TempFolder folder, BufferMode mode, long expected)
    {
        if (session.IsStarted)
        {
            session.Stop();
        }

        if (mode == BufferMode.Overwrite)
        {
            session.Snapshot(folder["trace"]);
        }

        SessionStatistics statistics = session.Statistics;
        Assert.Equal(expected, statistics.Recorded + statistics.Discarded + statistics.Overwritten);
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal(statistics.Recorded, events);
        if (mode == BufferMode.Discard)
        {
            Assert.Equal(statistics.Discarded, Babeltrace.SumOfDiscarded(warnings));
        }
    }
}
