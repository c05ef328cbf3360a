using Tracing.Runtime.Clock;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Clock;

public class ClockDescriptionTests
{
    [Theory]
    [InlineData(ClockKind.Tsc)]
    [InlineData(ClockKind.TscRelaxed)]
    [InlineData(ClockKind.Monotonic)]
    public void ClocksThatTellTimeAreComparableWithinOneBoot(ClockKind kind)
    {
        ClockDescription clock = ClockDescription.Of(kind);
        Assert.Equal(("monotonic", 1_000_000_000, true), (clock.Name, clock.Frequency, clock.IsAbsolute));
        Assert.Equal(BootId.Current, clock.Uuid);
        Assert.InRange(clock.Offset, 0, 999_999_999);
    }

    [Fact]
    public void OffsetAndTimestampTogetherAreWallClockTime()
    {
        ClockDescription clock = ClockDescription.Of(ClockKind.Monotonic);
        DateTime time = DateTime.UnixEpoch.AddSeconds(clock.OffsetSeconds).AddTicks((clock.Offset + (long)TraceClock.Monotonic()) / 100);
        Assert.Equal(DateTime.UtcNow, time, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void ACounterTellsNoTimeAndIsOfOneProcessOnly()
    {
        ClockDescription clock = ClockDescription.Of(ClockKind.Counter);
        Assert.Equal(("counter", 1_000_000_000, false), (clock.Name, clock.Frequency, clock.IsAbsolute));
        Assert.Equal((0, 0), (clock.OffsetSeconds, clock.Offset));
        Assert.NotEqual(BootId.ReadFrom("/proc/sys/kernel/random/boot_id"), clock.Uuid);
        Assert.Contains("Sequence number", clock.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1_999_999_999, 1, 999_999_999)]
    [InlineData(-1, -1, 999_999_999)]
    [InlineData(-1_000_000_000, -1, 0)]
    public void AnOffsetSplitsIntoSecondsAndARestThatIsNotNegative(long ns, long seconds, long rest)
    {
        Assert.Equal((seconds, rest), RealtimeOffset.Split(ns));
    }

    [Fact]
    public void ABootIdThatCannotBeReadIsNone()
    {
        Assert.Null(BootId.ReadFrom(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
    }
}
