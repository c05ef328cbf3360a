using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.SharedMemory;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

/// <summary>
/// What many threads leave behind them. Rings, their bytes and stream files are bounded by <see cref="ChannelOptions.MaxMemory"/>: 248 rings of
/// 260 KiB by default, and one that further threads share; and once they are idle, by the few that are kept.
/// </summary>
[Collection(nameof(TestTrace))]
public class IdleMemoryTests
{
    private const long RingSize = 4096 + (4 * 65536);
    private const long MaxMemory = 64 << 20;
    private const int MaxRings = (int)(MaxMemory / RingSize) + 1;

    /// <summary>Free rings that are kept, and the one that threads share.</summary>
    private const int MaxIdleRings = 4 + 1;

    [Fact]
    public void TenThousandShortThreadsStayWithinTheMemoryAndGiveItBack()
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder);
        const int Rounds = 1250, AtOnce = 8;
        for (int i = 0; i < Rounds; i++)
        {
            Threads.Run(AtOnce, static thread => TestTrace.Number(thread));
        }

        AssertIsBounded(session, folder, MaxRings);
        AssertIsGivenBack(session);
        AssertAllIsRecorded(session, folder, Rounds * AtOnce);
    }

    [Fact]
    public void AThousandLiveThreadsStayWithinTheMemoryAndGiveItBack()
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder);
        const int Count = 1000, Each = 100;
        using var emitted = new Barrier(Count);
        Threads.Run(Count, _ =>
        {
            for (int i = 0; i < Each; i++)
            {
                TestTrace.Number(i);
            }

            emitted.SignalAndWait();
        });
        AssertIsBounded(session, folder, MaxRings);
        AssertIsGivenBack(session);
        AssertAllIsRecorded(session, folder, Count * Each);
    }

    [Fact]
    public void APoolThatGrowsAndShrinksNeedsNoMoreRingsAndStreamsThanThreadsAtOnce()
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder);
        const int Rounds = 5, AtOnce = 50;
        for (int round = 0; round < Rounds; round++)
        {
            using var emitted = new Barrier(AtOnce);
            Threads.Run(AtOnce, thread =>
            {
                TestTrace.Number(thread);
                emitted.SignalAndWait();
            });
            AssertIsBounded(session, folder, AtOnce);
            AssertIsGivenBack(session);
        }

        AssertAllIsRecorded(session, folder, Rounds * AtOnce);
        Assert.InRange(Directory.GetFiles(folder["trace"], "idle_*").Length, 1, AtOnce);
    }

    [Fact]
    public void LossesAreToldAndCountedAcrossTheRingsOfAStream()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("losses", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel channel = session.AddChannel("idle", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 2 });
        session.Enable("test:Text", channel);
        session.Start();
        const int Rounds = 4, AtOnce = 20;
        for (int round = 0; round < Rounds; round++)
        {
            using var emitted = new Barrier(AtOnce);
            Threads.Run(AtOnce, thread =>
            {
                TestTrace.Text(thread, "kept");
                TestTrace.Text(thread, new string('x', 5000));
                emitted.SignalAndWait();
            });
            AssertIsGivenBack(session);
        }

        session.Stop();
        const int Count = Rounds * AtOnce;
        Assert.Equal((Count, Count, 0), (session.Statistics.Recorded, session.Statistics.TooLarge, session.Statistics.Discarded));
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal((Count, Count), (events, Babeltrace.SumOfDiscarded(warnings)));
    }

    [Fact]
    public void AFlightRecorderKeepsWhatEndedThreadsLeft()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("recorder-idle-memory", new TraceSessionOptions());
        session.Enable("test:Number");
        session.Start();
        const int Count = 20;
        using var emitted = new Barrier(Count);
        Threads.Run(Count, thread =>
        {
            TestTrace.Number(thread);
            emitted.SignalAndWait();
        });
        Assert.True(SpinWait.SpinUntil(() => session.HasFreeRing, TimeSpan.FromSeconds(60)));
        session.Tidy(Environment.TickCount64 + 1_000_000);
        session.Snapshot(folder["snapshot"]);
        Assert.Equal(Count, Babeltrace.Read(folder["snapshot"]).Length);
    }

    [Fact]
    public void ASnapshotHasTheStreamsWhoseRingsWereGivenBack()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("mixed", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Number", session.AddChannel("idle"));
        session.Enable("test:Text", session.AddChannel("memory", new ChannelOptions { Mode = BufferMode.Overwrite }));
        session.Start();
        const int Count = 20;
        using var emitted = new Barrier(Count);
        Threads.Run(Count, thread =>
        {
            TestTrace.Number(thread);
            emitted.SignalAndWait();
        });
        AssertIsGivenBack(session);
        TestTrace.Text(1, "kept");
        session.Snapshot(folder["snapshot"]);
        Assert.Equal(Count + 1, Babeltrace.Read(folder["snapshot"]).Length);
    }

    [Fact]
    public void AThreadThatSharesARingGetsItsOwnWhenThereIsRoom()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("sharing", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel channel = session.AddChannel("one", new ChannelOptions { MaxMemory = RingSize });
        session.Enable("test:Number", channel);
        session.Start();
        Threads.Run(1, _ =>
        {
            TestTrace.Number(1);
            Threads.Run(1, _ => TestTrace.Number(2));
        });
        Assert.Equal(2, session.Statistics.Channels[0].Rings);

        ChannelRing own = Assert.Single(channel.Rings.All, static ring => ring.Producer is not null);
        Assert.True(SpinWait.SpinUntil(() => own.Ownership == RingOwnership.Free, TimeSpan.FromSeconds(60)));

        // This thread shares while the other one lives, and no longer.
        using var end = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var holder = new Thread(() =>
        {
            TestTrace.Number(3);
            begun.Set();
            end.Wait(TestContext.Current.CancellationToken);
        });
        holder.Start();
        begun.Wait(TestContext.Current.CancellationToken);
        TestTrace.Number(4);
        Assert.Equal(RingOwnership.Owned, own.Ownership);
        end.Set();
        holder.Join();
        Assert.True(SpinWait.SpinUntil(() => own.Ownership == RingOwnership.Free && channel.Rings.OffersRings, TimeSpan.FromSeconds(60)));
        TestTrace.Number(5);
        Assert.Equal(RingOwnership.Owned, own.Ownership);
        session.Stop();
        Assert.Equal((5, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.Equal(5, Babeltrace.Read(folder["trace"]).Length);
    }

    private static void AssertIsBounded(TraceSession session, TempFolder folder, int rings)
    {
        Assert.InRange(session.Statistics.Channels[0].Rings, 1, rings);
        Assert.InRange(Directory.GetFiles(folder["trace"], "idle_*").Length, 0, rings);
        Assert.InRange(Files().Sum(static file => file.Length), 0, rings * RingSize);
    }

    private static void AssertAllIsRecorded(TraceSession session, TempFolder folder, int emitted)
    {
        session.Stop();
        Assert.Equal((emitted, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.Equal(emitted, Babeltrace.Read(folder["trace"]).Length);
    }

    // Seconds later, as far as the session knows: until its threads are known to have ended, their rings are not free.
    private static void AssertIsGivenBack(TraceSession session) => Assert.True(SpinWait.SpinUntil(() =>
    {
        session.Tidy(Environment.TickCount64 + 1_000_000);
        return session.Statistics.Channels[0].Rings <= MaxIdleRings && Files().Length <= MaxIdleRings;
    }, TimeSpan.FromSeconds(60)));

    private static FileInfo[] Files() => new DirectoryInfo(RingFolder.PathOf("")).GetFiles("*-idle.ring");

    private static TraceSession Start(TempFolder folder)
    {
        TraceSession session = TraceSession.Create("idle-idle-memory", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Number", session.AddChannel("idle"));
        session.Start();
        return session;
    }
}
