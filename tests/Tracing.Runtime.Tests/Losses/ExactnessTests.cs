using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>Recorded and lost are emitted, by every way of counting.</summary>
[Collection(nameof(TestTrace))]
public class ExactnessTests
{
    [Theory]
    [InlineData(BufferScope.Thread, 1)]
    [InlineData(BufferScope.Thread, 4)]
    [InlineData(BufferScope.Thread, 16)]
    [InlineData(BufferScope.Cpu, 1)]
    [InlineData(BufferScope.Cpu, 4)]
    [InlineData(BufferScope.Cpu, 16)]
    public void WhatManyThreadsLoseIsCountedByReasonStreamAndEvent(BufferScope scope, int threads)
    {
        const int Each = 20_000;
        using var folder = new TempFolder();
        TraceSession session = TraceSession.Create("exact-exactness", new TraceSessionOptions { Output = folder["trace"] });
        using (session)
        {
            session.Enable("test:*", session.AddChannel("small", new ChannelOptions { Scope = scope, SubBufferSize = 4096, SubBufferCount = 2 }));
            session.Start();
            string tooLarge = new('x', 4096);
            Threads.Run(threads, thread =>
            {
                for (int i = 0; i < Each; i++)
                {
                    TestTrace.Number(i);
                    TestTrace.Text(thread, i % 1000 == 7 ? tooLarge : "some text");
                    TestTrace.Nothing();
                }
            });
            session.Stop();
            Ledger.Check(session.Statistics, folder["trace"], new Dictionary<string, long>
            {
                ["test:Number"] = (long)threads * Each,
                ["test:Text"] = (long)threads * Each,
                ["test:Nothing"] = (long)threads * Each,
            });
            Assert.InRange(session.Statistics.Losses.RingFull, 1, long.MaxValue);
            Assert.Equal(threads * Each / 1000, session.Statistics.Losses.TooLarge);
            Assert.Equal(threads * Each / 1000, Assert.Single(session.Statistics.Channels[0].Events, static one => one.Losses.TooLarge > 0).Losses.TooLarge);
        }

        Ledger.Check(session.Statistics, folder["trace"]);
    }

    [Fact]
    public void ThreadsThatShareARingForLackOfMemoryLoseItsEvents()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("shared", new TraceSessionOptions { Output = folder["trace"] });
        var options = new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 2, MaxMemory = 3 * 4096 };
        session.Enable("test:*", session.AddChannel("small", options));
        session.Start();
        const int Count = 5, Each = 20_000;
        Threads.Run(Count, _ =>
        {
            for (int i = 0; i < Each; i++)
            {
                TestTrace.Number(i);
            }
        });
        session.Stop();
        Ledger.Check(session.Statistics, folder["trace"], new Dictionary<string, long> { ["test:Number"] = Count * Each });
        Assert.Equal(2, session.Statistics.Channels[0].Streams.Count);
        Assert.Equal(0, session.Statistics.Channels[0].Streams[1].ThreadId);
    }

    [Fact]
    public void ASessionThatGoesOnTellsEachLossOnce()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("again-exactness", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Text", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096 }));
        for (int round = 1; round <= 3; round++)
        {
            session.Start();
            TestTrace.Text(round, "short");
            TestTrace.Text(round, new string('x', 5000));
            session.Stop();
            Ledger.Check(session.Statistics, folder["trace"], new Dictionary<string, long> { ["test:Text"] = 2 * round });
            Assert.Equal(round, LossRecord.ReadAll(folder["trace"]).Length);
        }
    }

    [Fact]
    public void ATraceWithoutLossHasNoStreamOfLosses()
    {
        using var folder = new TempFolder();
        using (TraceSession session = TraceSession.Start(folder["trace"], "test:*"))
        {
            TestTrace.Number(1);
            session.Stop();
            Assert.Equal(default, session.Statistics.Losses);
            Assert.Empty(session.Statistics.RecentGaps);
            Assert.Empty(session.Statistics.Channels[0].Events);
        }

        Assert.Equal(["channel0_0", "metadata", "tracing_1"], Directory.GetFiles(folder["trace"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void LossIsToldWhileTheSessionRecords()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("live", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Text", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096 }));
        session.Start();
        TestTrace.Text(1, new string('x', 5000));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(folder["trace/tracing_0"]) && new FileInfo(folder["trace/tracing_0"]).Length > 0, TimeSpan.FromSeconds(60)));
        LossGap gap = Assert.Single(session.Statistics.RecentGaps);
        Assert.Equal(new LossGap("small", "small_0", "test:Text", LossReason.TooLarge, 1, gap.Begin, gap.Begin), gap);
    }

    [Fact]
    public void ManyGapsAreKeptToTheLastHundred()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("gaps", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Text", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096 }));
        const int Count = 120;
        session.Start();
        using var end = new Barrier(Count);
        Threads.Run(Count, thread =>
        {
            TestTrace.Text(thread, new string('x', 5000));

            // No ring is free before all have one: a gap for each.
            end.SignalAndWait();
        });
        session.Stop();
        Ledger.Check(session.Statistics, folder["trace"], new Dictionary<string, long> { ["test:Text"] = Count });
        Assert.Equal(100, session.Statistics.RecentGaps.Count);
        Assert.Equal(session.Statistics.RecentGaps.Select(static gap => gap.End).Order(), session.Statistics.RecentGaps.Select(static gap => gap.End));
        Assert.Equal(Count, LossRecord.ReadAll(folder["trace"]).Length);
    }
}
