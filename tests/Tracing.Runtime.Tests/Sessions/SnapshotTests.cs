using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

[Collection(nameof(TestTrace))]
public class SnapshotTests
{
    private static readonly ChannelOptions s_small = new() { Mode = BufferMode.Overwrite, SubBufferSize = 4096, SubBufferCount = 4 };

    [Fact]
    public void AFlightRecorderKeepsTheNewestEventsAndCountsTheOthers()
    {
        using var folder = new TempFolder();
        using TraceSession session = FlightRecorder("newest");
        const int Emitted = 10_000;
        for (int i = 0; i < Emitted; i++)
        {
            TestTrace.Number(i);
        }

        session.Snapshot(folder["snap"]);
        int[] values = Values(folder["snap"]);
        Assert.Equal(Enumerable.Range(Emitted - values.Length, values.Length), values);

        // Four sub-buffers of 4095 bytes hold at most 4 * 409 records of 10 bytes, and at least three of them are full.
        Assert.InRange(values.Length, 3 * 409, 4 * 409);
        SessionStatistics statistics = session.Statistics;
        Assert.Equal((values.Length, Emitted - values.Length), (statistics.Recorded, statistics.Overwritten));
    }

    [Fact]
    public async Task SnapshotsTakenWhileThreadsEmitAreWholeAndInOrder()
    {
        using var folder = new TempFolder();
        using TraceSession session = FlightRecorder("busy");
        using var stop = new CancellationTokenSource();
        Task emitters = Task.Run(() => Threads.Run(2, _ =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                TestTrace.Number(i);
            }
        }), CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => session.Statistics.Overwritten > 10_000, TimeSpan.FromSeconds(30)));
        for (int i = 0; i < 20; i++)
        {
            session.Snapshot(folder[$"snap{i}"]);
        }

        await stop.CancelAsync();
        await emitters;
        for (int i = 0; i < 20; i++)
        {
            // Each thread counts up, so a torn or doubled record would show.
            foreach (IGrouping<string, (string Thread, int Value)> thread in Records(folder[$"snap{i}"]).GroupBy(static record => record.Thread))
            {
                int[] values = [.. thread.Select(static record => record.Value)];
                Assert.Equal(values.Order(), values);
                Assert.Equal(values.Length, values.Distinct().Count());
            }
        }
    }

    [Fact]
    public void ASnapshotAlsoHasWhatTheOtherChannelsRecorded()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("mixed-snapshot", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Number", session.AddChannel("fast", s_small));
        session.Enable("test:Text", session.AddChannel("slow"));
        session.Start();
        for (int i = 0; i < 5000; i++)
        {
            if (i % 1000 == 0)
            {
                TestTrace.Text(i, "slow");
            }

            TestTrace.Number(i);
        }

        session.Snapshot(folder["snap"]);
        session.Stop();

        string[] lines = Babeltrace.Read(folder["snap"]);
        Assert.Equal(5, lines.Count(static line => line.Contains("test:Text", StringComparison.Ordinal)));
        Assert.EndsWith("{ value = 4999 }", lines[^1]);
        Assert.Equal(5, Babeltrace.Read(folder["trace"]).Length);
        Assert.Equal(0, session.Statistics.Discarded);
    }

    [Fact]
    public void ASizeLimitKeepsTheNewest()
    {
        using var folder = new TempFolder();
        using TraceSession session = FlightRecorder("limited");
        for (int i = 0; i < 5000; i++)
        {
            TestTrace.Number(i);
        }

        session.Snapshot(folder["snap"], new SnapshotOptions { MaxBytes = 8190 });
        int[] values = Values(folder["snap"]);
        Assert.InRange(values.Length, 409, 819);
        Assert.Equal(4999, values[^1]);
    }

    [Fact]
    public void AnAgeLimitLeavesOutWhatIsOlder()
    {
        using var folder = new TempFolder();
        using TraceSession session = FlightRecorder("young");
        TestTrace.Number(1);
        session.Snapshot(folder["all"], new SnapshotOptions { MaxAge = TimeSpan.FromHours(1) });
        session.Snapshot(folder["none"], new SnapshotOptions { MaxAge = TimeSpan.Zero });
        Assert.Single(Values(folder["all"]));
        Assert.Empty(Values(folder["none"]));
    }

    [Fact]
    public void RecordsOfAnEndedThreadStayUnderItsNameUntilTheyAreOverwritten()
    {
        using var folder = new TempFolder();
        using TraceSession session = FlightRecorder("threads");
        Emit("first", 1);
        Assert.True(SpinWait.SpinUntil(() => session.HasFreeRing, TimeSpan.FromSeconds(30)));
        Emit("second", 2);
        session.Snapshot(folder["snap"]);

        Assert.Equal([("first", 1), ("second", 2)], Records(folder["snap"]));
        Assert.Equal(1, session.Statistics.Channels[0].Rings);

        static void Emit(string name, int value)
        {
            var thread = new Thread(() => TestTrace.Number(value)) { Name = name };
            thread.Start();
            thread.Join();
        }
    }

    [Fact]
    public void ASnapshotCanBeTakenAfterTheStop()
    {
        using var folder = new TempFolder();
        using TraceSession session = FlightRecorder("stopped");
        TestTrace.Number(1);
        session.Stop();
        TestTrace.Number(2);
        session.Snapshot(folder["snap"]);
        Assert.Equal([1], Values(folder["snap"]));
    }

    [Fact]
    public void WithoutAnOverwritingChannelThereIsNoSnapshot()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => session.Snapshot(folder["snap"]));
        Assert.Contains("BufferMode.Overwrite", exception.Message);
    }

    [Fact]
    public void ADiscardingChannelNeedsAnOutput()
    {
        using TraceSession session = TraceSession.Create("nowhere-snapshot", new TraceSessionOptions());
        ArgumentException exception = Assert.Throws<ArgumentException>(() => session.AddChannel("channel"));
        Assert.Contains("no output", exception.Message);
    }

    private static TraceSession FlightRecorder(string name)
    {
        TraceSession session = TraceSession.Create("flight-" + name, new TraceSessionOptions());
        session.Enable("test:Number", session.AddChannel("fast", s_small));
        session.Start();
        return session;
    }

    private static int[] Values(string trace) => [.. Records(trace).Select(static record => record.Value)];

    private static List<(string Thread, int Value)> Records(string trace)
    {
        var records = new List<(string Thread, int Value)>();
        foreach (string line in Babeltrace.Read(trace))
        {
            records.Add((
                line.Split("thread_name = \"")[1].Split('"')[0],
                int.Parse(line.Split("{ value = ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
        }

        return records;
    }
}
