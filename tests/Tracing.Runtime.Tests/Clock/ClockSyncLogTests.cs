using Tracing.Runtime.Clock;
using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Tests.Clock;

/// <summary>Which readings of the clocks are written, and which are kept.</summary>
public class ClockSyncLogTests
{
    [Fact]
    public void TheReadingBeforeAndTheOneBehindAreWritten()
    {
        var log = new ClockSyncLog();
        Take(log, 10, 20, 30, 40);
        Assert.Equal(2, CountOf(log.MoveTo));
        Assert.Equal(0, CountOf(log.MoveTo));
        Take(log, 50);
        Assert.Equal(1, CountOf(log.MoveTo));
        Take(log, 60, 70, 80);
        Assert.Equal(2, CountOf(log.MoveTo));
    }

    [Fact]
    public void AReadingIsTakenOnceASecond()
    {
        var log = new ClockSyncLog();
        Assert.True(log.TakeIfDue(5000));
        Assert.False(log.TakeIfDue(5999));
        Assert.True(log.TakeIfDue(6000));
        Assert.Equal(2, CountOf(records => log.CopyTo(records)));
    }

    [Fact]
    public void OfIdleTimeACounterKeepsTheEnds()
    {
        var log = new ClockSyncLog();
        Take(log, 1, 10, 11, 12, 13, 14, 20);
        Assert.Equal(4, CountOf(records => log.CopyTo(records)));
    }

    [Fact]
    public void NoMoreAreKeptThanTheLast()
    {
        var log = new ClockSyncLog();
        Take(log, [.. Enumerable.Range(0, 1000).Select(static i => (ulong)i * 10)]);
        Assert.Equal(240, CountOf(records => log.CopyTo(records)));
    }

    [Fact]
    public void OnlyThoseSinceATimeAreTakenAndTheLast()
    {
        var log = new ClockSyncLog();
        Take(log, 10, 20, 30, 40);
        Assert.Equal(2, CountOf(records => log.CopyTo(records, since: 25)));
        Assert.Equal(1, CountOf(records => log.CopyTo(records, since: 100)));
    }

    private static void Take(ClockSyncLog log, params ulong[] clocks)
    {
        foreach (ulong clock in clocks)
        {
            log.Add(new ClockSync(clock, clock, (long)clock), now: 0);
        }
    }

    private static int CountOf(Action<OwnRecords> write)
    {
        var records = new OwnRecords();
        write(records);
        return records.Count;
    }
}
