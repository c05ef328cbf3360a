using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

/// <summary>Rings that all threads of a processor share. Babeltrace stops at the first step back in time, so that it reads at all is the order's proof.</summary>
[Collection(nameof(TestTrace))]
public partial class CpuRingTests
{
    [Theory]
    [InlineData(1, 4096, 2)]
    [InlineData(2, 4096, 4)]
    [InlineData(8, 4096, 2)]
    [InlineData(16, 65536, 4)]
    public void EveryEventIsRecordedOrDiscarded(int threads, int subBufferSize, int subBufferCount)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("cpu", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:*", session.AddChannel("cpu", new ChannelOptions
        {
            Scope = BufferScope.Cpu,
            SubBufferSize = subBufferSize,
            SubBufferCount = subBufferCount,
        }));
        session.Start();
        const int Each = 50_000;
        Threads.Run(threads, thread =>
        {
            for (int i = 0; i < Each; i++)
            {
                if (i % 3 == 0)
                {
                    TestTrace.Text(thread, i % 100 == 0 ? new string('x', 300) : "short");
                }
                else
                {
                    TestTrace.Number(i);
                }
            }
        });
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal(threads * Each, statistics.Recorded + statistics.Discarded);
        Assert.InRange(statistics.Channels[0].Rings, 1, Environment.ProcessorCount);
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal((statistics.Recorded, statistics.Discarded), (events, Babeltrace.SumOfDiscarded(warnings)));
    }

    [Fact]
    public void AnEventLargerThanASubBufferIsCountedAlone()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("cpu-large", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:*", session.AddChannel("cpu", new ChannelOptions { Scope = BufferScope.Cpu, SubBufferSize = 4096 }));
        session.Start();
        TestTrace.Text(1, "fits");
        TestTrace.Text(2, new string('x', 5000));
        TestTrace.Text(3, "fits too");
        session.Stop();
        Assert.Equal((2, 0, 1), (session.Statistics.Recorded, session.Statistics.Discarded, session.Statistics.TooLarge));
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal((2, 1), (events, Babeltrace.SumOfDiscarded(warnings)));
    }

    [Fact]
    public async Task SnapshotsTakenWhileThreadsEmitAreWholeAndInOrder()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("cpu-recorder", new TraceSessionOptions());
        session.Enable("test:Text", session.AddChannel("cpu", new ChannelOptions
        {
            Mode = BufferMode.Overwrite,
            Scope = BufferScope.Cpu,
            SubBufferSize = 65536,
            SubBufferCount = 4,
        }));
        session.Start();
        using var stop = new CancellationTokenSource();
        long emitted = 0;
        Task emitters = Task.Run(() => Threads.Run(4, thread =>
        {
            int i = 0;
            for (; !stop.IsCancellationRequested; i++)
            {
                TestTrace.Text(thread, i.ToString(CultureInfo.InvariantCulture));
            }

            Interlocked.Add(ref emitted, i);
        }), CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => session.Statistics.Overwritten > 100_000, TimeSpan.FromSeconds(60)));
        for (int i = 0; i < 20; i++)
        {
            session.Snapshot(folder[$"snap{i}"]);
        }

        await stop.CancelAsync();
        await emitters;
        for (int i = 0; i < 20; i++)
        {
            (int Thread, int Value)[] records =
            [
                .. from line in Babeltrace.Count(folder[$"snap{i}"]) is (> 0, _) ? Babeltrace.Lines(folder[$"snap{i}"]) : []
                   let match = RecordPattern().Match(line)
                   select (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture)),
            ];
            Assert.NotEmpty(records);
            foreach (IGrouping<int, (int Thread, int Value)> thread in records.GroupBy(static record => record.Thread))
            {
                // Each thread counts up: a torn, doubled or misplaced record would show.
                Assert.Equal(thread.Select(static record => record.Value).Order(), thread.Select(static record => record.Value));
                Assert.Equal(thread.Count(), thread.Select(static record => record.Value).Distinct().Count());
            }
        }

        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal(emitted, statistics.Recorded + statistics.Overwritten + statistics.Discarded);
        session.Snapshot(folder["last"]);
        Assert.Equal(statistics.Recorded, Babeltrace.Count(folder["last"]).Events);
    }

    [GeneratedRegex("id = ([0-9]+), text = \"([0-9]+)\"")]
    private static partial Regex RecordPattern();
}
