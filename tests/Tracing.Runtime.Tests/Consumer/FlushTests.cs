using Tracing.Runtime.Consumer;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Consumer;

[Collection(nameof(TestTrace))]
public class FlushTests
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void AFlushIsDueAPeriodAfterTheLast()
    {
        var timer = new FlushTimer(s_period);
        TimeSpan begin = TimeSpan.FromSeconds(5);
        Assert.False(timer.IsDue(begin));
        Assert.Equal(s_period, timer.Left(begin));
        Assert.False(timer.IsDue(begin + (s_period / 2)));
        Assert.Equal(s_period / 2, timer.Left(begin + (s_period / 2)));
        Assert.True(timer.IsDue(begin + (3 * s_period)));
        Assert.False(timer.IsDue(begin + (3 * s_period)));
        Assert.Equal(s_period, timer.Left(begin + (3 * s_period)));
        Assert.Equal(TimeSpan.Zero, timer.Left(begin + (9 * s_period)));
    }

    [Fact]
    public void EachSessionIsFlushedByItsOwnPeriod()
    {
        using var folder = new TempFolder();
        using TraceSession slow = StartWith(folder, "slow", FlushTimer.Longest);
        using TraceSession fast = StartWith(folder, "fast", FlushTimer.Shortest);
        for (int i = 1; i <= 20; i++)
        {
            TestTrace.Number(i);
            Assert.True(SpinWait.SpinUntil(() => Size(folder["fast"]) >= i * EventSize, TimeSpan.FromSeconds(60)), "An event was not written.");
        }

        Assert.Equal(0, Size(folder["slow"]));
        slow.Stop();
        fast.Stop();
        Assert.Equal(20, Babeltrace.Read(folder["slow"]).Length);
        Assert.Equal(20, Babeltrace.Read(folder["fast"]).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000_000)]
    public void APeriodOutsideItsRangeIsRefused(long milliseconds)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => TraceSession.Create(
            "period", new TraceSessionOptions { FlushPeriod = TimeSpan.FromMilliseconds(milliseconds) }));
        Assert.Contains("Session 'period': FlushPeriod must be from 00:00:00.0010000 to 1.00:00:00.", exception.Message);
    }

    /// <summary>Bytes of an event with its header, in the trace.</summary>
    private const int EventSize = 10;

    private static long Size(string trace) => Directory.GetFiles(trace, "channel0_*").Sum(static file => new FileInfo(file).Length);

    private static TraceSession StartWith(TempFolder folder, string name, TimeSpan period)
    {
        TraceSession session = TraceSession.Create(name, new TraceSessionOptions { Output = folder[name], FlushPeriod = period });
        session.Enable("test:Number");
        session.Start();
        return session;
    }
}
