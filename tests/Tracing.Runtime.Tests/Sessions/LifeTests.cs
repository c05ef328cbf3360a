using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

/// <summary>What threads and callers may do to a session at the same time.</summary>
[Collection(nameof(TestTrace))]
public class LifeTests
{
    [Fact]
    public async Task StatisticsCanBeReadWhileTheSessionIsDisposedOf()
    {
        using var folder = new TempFolder();
        for (int i = 0; i < 50; i++)
        {
            TraceSession session = TraceSession.Start(folder[$"trace{i}"], "test:Number");
            Task reader = Task.Run(() => SpinWait.SpinUntil(() => session.Statistics.Recorded < 0, TimeSpan.FromMilliseconds(20)), CancellationToken.None);
            TestTrace.Number(i);
            session.Dispose();
            await reader;
            Assert.Equal(1, session.Statistics.Recorded);
        }
    }

    [Fact]
    public void ShortThreadsOneAfterAnotherNeedFewRings()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        const int Count = 1000;
        for (int i = 0; i < Count; i++)
        {
            Threads.Run(1, _ => TestTrace.Number(i));
        }

        session.Stop();
        Assert.Equal((Count, 0), (session.Statistics.Recorded, session.Statistics.Discarded));

        // Sixteen before ended threads are looked for, and those that end while the consumer sleeps.
        Assert.InRange(session.Statistics.Channels[0].Rings, 1, 300);
        Assert.Equal(Count, Babeltrace.Read(folder["trace"]).Length);
    }

    [Fact]
    public void ThreadsBeyondTheMemoryLimitShareARing()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("limited-rings", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Number", session.AddChannel("few", new ChannelOptions { MaxMemory = 2 * (4096 + (4 * 65536)) }));
        session.Start();
        const int Count = 8;
        const int Each = 2000;
        using var emitted = new Barrier(Count);
        Threads.Run(Count, _ =>
        {
            for (int i = 0; i < Each; i++)
            {
                TestTrace.Number(i);
            }

            emitted.SignalAndWait();
        });
        session.Stop();
        ChannelStatistics channel = session.Statistics.Channels[0];
        Assert.Equal((Count * Each, 0, 3), (channel.Recorded, channel.Discarded, channel.Rings));
        Assert.Equal(Count * Each, Babeltrace.Read(folder["trace"]).Length);
    }

    [Fact]
    public async Task AHandlerNeverRunsOnceItsAttachmentIsDisposedOf()
    {
        using var stop = new CancellationTokenSource();
        using IDisposable inner = TestTrace.AttachText(static (_, _) => { });
        Task emitter = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                TestTrace.Number(1);
            }
        }, CancellationToken.None);
        for (int i = 0; i < 2000; i++)
        {
            bool isDisposed = false;
            bool ranLate = false;
            IDisposable attachment = TestTrace.AttachNumber(_ =>
            {
                // A tracepoint with a handler of its own: marks nest.
                TestTrace.Text(1, "inner");
                ranLate |= Volatile.Read(ref isDisposed);
            });
            attachment.Dispose();
            Volatile.Write(ref isDisposed, true);
            Assert.False(ranLate);
        }

        await stop.CancelAsync();
        await emitter;
    }

    [Fact]
    public void ASessionWhoseRingFilesWereDeletedIsDisposedOfAllTheSame()
    {
        using var folder = new TempFolder();
        TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        TestTrace.Number(1);
        foreach (string file in Directory.GetFiles($"/dev/shm/tracing-{Programs.Run("id", ["-u"]).Output.Trim()}", "*-channel0.ring", SearchOption.AllDirectories)
            .Where(file => file.Contains($"/{Environment.ProcessId}-", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }

        session.Dispose();
        session.Dispose();
        Assert.Single(Babeltrace.Read(folder["trace"]));
    }
}
