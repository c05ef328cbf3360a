using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

[Collection(nameof(TestTrace))]
public class RecordingTests
{
    [Fact]
    public void WhatOneThreadEmitsIsInTheTraceInOrder()
    {
        using var folder = new TempFolder();
        using (TraceSession session = TraceSession.Start(folder["trace"], "test:*"))
        {
            for (int i = 0; i < 100; i++)
            {
                TestTrace.Number(i);
            }

            TestTrace.Text(7, "Ada");
            TestTrace.Nothing();
        }

        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(102, lines.Length);
        for (int i = 0; i < 100; i++)
        {
            Assert.Contains($"test:Number: ", lines[i]);
            Assert.EndsWith($"{{ value = {i} }}", lines[i]);
        }

        Assert.EndsWith("{ id = 7, text = \"Ada\" }", lines[100]);
        Assert.Contains("test:Nothing", lines[101]);
    }

    [Theory]
    [InlineData(1, 200_000)]
    [InlineData(4, 100_000)]
    [InlineData(16, 20_000)]
    public void EveryEventIsRecordedOrDiscarded(int threads, int eventsEach)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("accounting", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel channel = session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 2 });
        session.Enable("test:*", channel);
        session.Start();
        Threads.Run(threads, _ =>
        {
            for (int i = 0; i < eventsEach; i++)
            {
                TestTrace.Number(i);
            }
        });
        session.Stop();

        SessionStatistics statistics = session.Statistics;
        Assert.Equal((long)threads * eventsEach, statistics.Recorded + statistics.Discarded);
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal(statistics.Recorded, events);
        Assert.Equal(statistics.Discarded, Babeltrace.SumOfDiscarded(warnings));
    }

    [Fact]
    public void EventsLargerThanASubBufferAreCountedApart()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("large-recording", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Text", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096 }));
        session.Start();
        TestTrace.Text(1, new string('x', 4096));

        // Header, id and NUL beside the text: one record of 4095 bytes fits, one of 4096 does not.
        TestTrace.Text(2, new string('x', 4095 - 6 - 8 - 1));
        TestTrace.Text(3, new string('x', 4096 - 6 - 8 - 1));
        session.Stop();

        Assert.Equal((1, 2, 0), (session.Statistics.Recorded, session.Statistics.TooLarge, session.Statistics.Discarded));
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal(1, events);
        Assert.Equal(2, Babeltrace.SumOfDiscarded(warnings));
    }

    [Fact]
    public async Task SwitchingOnAndOffWhileOthersEmitLosesNoAccount()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("switching", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Number");
        session.Start();
        using var stop = new CancellationTokenSource();
        const int MostEvents = 300_000;
        long emitted = 0;
        Task[] emitters = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            // Number is always on, Text comes and goes.
            for (int i = 0; !stop.IsCancellationRequested && i < MostEvents; i++)
            {
                TestTrace.Number(i);
                Interlocked.Increment(ref emitted);
                TestTrace.Text(i, "x");
            }
        }, CancellationToken.None))];
        for (int i = 0; i < 200; i++)
        {
            session.Enable("test:Text");
            session.Disable("test:Text");
            Assert.False(TestTrace.TextEnabled);
        }

        await stop.CancelAsync();
        await Task.WhenAll(emitters);
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.True(statistics.Recorded + statistics.Discarded >= emitted);
        Assert.Equal(statistics.Recorded, Babeltrace.Count(folder["trace"]).Events);
    }

    [Fact]
    public void SeveralSessionsRecordTheSameTracepointEachByItsOwnRules()
    {
        using var folder = new TempFolder();
        using TraceSession all = TraceSession.Start(folder["all"], "test:*");
        using TraceSession severe = TraceSession.Create("severe", new TraceSessionOptions { Output = folder["severe"] });
        severe.Enable("test:*", options: new EventRuleOptions { Level = TracepointLevel.Info, Exclude = ["test:N*"] });
        severe.Start();
        TestTrace.Number(1);
        TestTrace.Detail(2);
        TestTrace.Text(3, "three");
        severe.Stop();
        TestTrace.Text(4, "four");
        all.Stop();

        Assert.Equal(4, Babeltrace.Read(folder["all"]).Length);
        string line = Assert.Single(Babeltrace.Read(folder["severe"]));
        Assert.Contains("three", line);
    }

    [Fact]
    public void AStoppedSessionGoesOnInTheSameTrace()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        TestTrace.Number(1);
        session.Stop();
        TestTrace.Number(2);
        session.Start();
        TestTrace.Number(3);
        session.Stop();

        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("{ value = 1 }", lines[0]);
        Assert.EndsWith("{ value = 3 }", lines[1]);
    }

    [Fact]
    public void RingsOfEndedThreadsAreGivenOn()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        const int ShortThreads = 200;
        for (int i = 0; i < ShortThreads; i++)
        {
            Threads.Run(1, _ => TestTrace.Number(i));
            if (i % 20 == 19)
            {
                // Until the consumer has seen that they ended, new threads get new rings.
                Assert.True(SpinWait.SpinUntil(() => session.Statistics.Channels[0].Rings < 60 && session.HasFreeRing, TimeSpan.FromSeconds(30)));
            }
        }

        session.Stop();
        Assert.Equal(ShortThreads, session.Statistics.Recorded);
        Assert.InRange(session.Statistics.Channels[0].Rings, 1, 60);
        Assert.Equal(ShortThreads, Babeltrace.Read(folder["trace"]).Length);
    }
}
