using Tracing.Runtime.Tests.Support;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Rules;

/// <summary>Rules that record a part of their events.</summary>
[Collection(nameof(TestTrace))]
public class SamplingTests
{
    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void OneInSoManyIsRecorded(BufferScope scope)
    {
        (string[] lines, SessionStatistics statistics) = Record(scope, new EventRuleOptions { OneIn = 3 }, 10);
        Assert.Equal(["value = 0", "value = 3", "value = 6", "value = 9"], lines);
        Assert.Equal((4, 6), (statistics.Recorded, statistics.Suppressed));
    }

    [Fact]
    public void TheFirstSoManyAreRecorded()
    {
        (string[] lines, SessionStatistics statistics) = Record(BufferScope.Thread, new EventRuleOptions { First = 2 }, 10);
        Assert.Equal(["value = 0", "value = 1"], lines);
        Assert.Equal((2, 8), (statistics.Recorded, statistics.Suppressed));
    }

    [Fact]
    public void TheFilterComesBeforeTheSampling()
    {
        (string[] lines, SessionStatistics statistics) = Record(BufferScope.Thread, new EventRuleOptions { Filter = "value >= 4", OneIn = 2, First = 2 }, 10);
        Assert.Equal(["value = 4", "value = 6"], lines);
        Assert.Equal((2, 4, 4), (statistics.Recorded, statistics.Suppressed, statistics.Filtered));
        Assert.Equal([new EventRuleStatistics("test:Number", "value >= 4", Filtered: 4, Suppressed: 4)], statistics.Channels[0].Rules);
    }

    [Fact]
    public void NoSecondHasMoreThanItsShare()
    {
        const ulong Second = 1_000_000_000;
        var sampler = new RecordSampler(oneIn: 1, maxPerSecond: 3, first: 0);
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(i => sampler.Take(Second + (ulong)i)));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(i => sampler.Take((2 * Second) + (ulong)i)));

        // A thread that is late counts in the second that others are in.
        Assert.False(sampler.Take(Second + 9));
        Assert.True(sampler.Take(9 * Second));
    }

    [Fact]
    public void TheRateOfARuleHoldsOverAllItsThreads()
    {
        const int Each = 20_000;
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("rate", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:*", options: new EventRuleOptions { MaxPerSecond = 100 });
        session.Start();
        long begin = Environment.TickCount64;
        Threads.Run(4, static thread =>
        {
            for (int i = 0; i < Each; i++)
            {
                TestTrace.Number(i);
            }
        });
        long seconds = ((Environment.TickCount64 - begin) / 1000) + 2;
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal(4 * Each, statistics.Recorded + statistics.Suppressed);
        Assert.InRange(statistics.Recorded, 100, 100 * seconds);
        Assert.Equal(statistics.Recorded, Babeltrace.Count(folder["trace"]).Events);
    }

    [Fact]
    public void ExactlySoManyGetThroughWhateverThreadsTheyAreFrom()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("first-sampling", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:*", options: new EventRuleOptions { First = 5000 });
        session.Start();
        Threads.Run(4, static _ =>
        {
            for (int i = 0; i < 5000; i++)
            {
                TestTrace.Number(i);
            }
        });
        session.Stop();
        Assert.Equal((5000, 15_000), (session.Statistics.Recorded, session.Statistics.Suppressed));
    }

    [Fact]
    public void OptionsThatMakeNoSenseAreRefused()
    {
        using TraceSession session = TraceSession.Create("nonsense", new TraceSessionOptions());
        foreach (EventRuleOptions options in (EventRuleOptions[])
            [
                new() { OneIn = 0 }, new() { MaxPerSecond = -1 }, new() { First = 0 },
                new() { Level = TracepointLevel.Error, MostSevere = TracepointLevel.Debug },
            ])
        {
            Assert.ThrowsAny<ArgumentException>(() => session.Enable("test:*", options: options));
        }
    }

    private static (string[] Payloads, SessionStatistics Statistics) Record(BufferScope scope, EventRuleOptions options, int events)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("sampling", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Number", session.AddChannel("channel", new ChannelOptions { Scope = scope }), options);
        session.Start();
        for (int i = 0; i < events; i++)
        {
            TestTrace.Number(i);
        }

        session.Stop();
        return ([.. Babeltrace.Read(folder["trace"]).Select(static line => line[line.IndexOf("value", StringComparison.Ordinal)..^2])], session.Statistics);
    }
}
