using Tracing.Runtime.Clock;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Clock;

public class LineFitterTests
{
    private const ulong CountsPerMs = 2_500_000;
    private const ulong ConsumerIntervalCounts = 200 * CountsPerMs;

    /// <summary>The bar for the distance to CLOCK_MONOTONIC, in ns.</summary>
    private const long Bar = 200;

    [Fact]
    public void TheClockFollowsARateThatWanders()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        var random = new Random(1);
        ulong last = 0;
        for (int i = 0; i < 1000; i++)
        {
            clock.Bend(FakeClock.NominalNsPerCount * (1 + ((random.NextDouble() - 0.5) * 2e-7)));
            Advance(clock, ConsumerIntervalCounts, ref last);
            fitter.Refit();
            Assert.InRange(clock.Distance(), -Bar, Bar);
        }
    }

    [Fact]
    public void ProducersExtendALineThatNobodyFits()
    {
        (FakeClock clock, _) = Started();
        ulong last = 0;
        Advance(clock, 10_000 * CountsPerMs, ref last);
        Assert.InRange(clock.Distance(), -Bar, Bar);
        Assert.Null(clock.Line!.Next);
    }

    [Fact]
    public void AProducerThatMovesTheEndWhileALineIsPlannedVoidsThePlan()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        ulong last = 0;
        FitFor(clock, fitter, seconds: 3, ref last);
        clock.Advance(600 * CountsPerMs);
        clock.Bend(FakeClock.NominalNsPerCount, jumpNs: 5_000_000_000);
        int plans = 0;
        ClockPair seen = default;
        clock.WhilePlanning = () =>
        {
            if (plans++ == 0)
            {
                clock.Advance(2000 * CountsPerMs);
                seen = clock.Read();
            }
        };

        fitter.Refit();

        Assert.Equal(2, plans);
        ClockLine line = clock.Line!;
        Assert.True(ClockLine.TryConvert(ref clock.Line, line, seen.Counter, out ulong again));
        Assert.Equal(seen.Ns, again);
    }

    [Fact]
    public void AFitterThatComesLateFindsTheWayBack()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        ulong last = 0;
        clock.Bend(FakeClock.NominalNsPerCount * 1.00001);
        Advance(clock, 10_000 * CountsPerMs, ref last);
        Assert.NotInRange(clock.Distance(), -Bar, Bar);
        FitFor(clock, fitter, seconds: 5, ref last);
        Assert.InRange(clock.Distance(), -Bar, Bar);
    }

    [Fact]
    public void AfterAPauseTheFirstEventHasTheRightTime()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        ulong before = clock.Now();
        clock.Bend(FakeClock.NominalNsPerCount * 1.00001);
        clock.Advance(600_000 * CountsPerMs);
        fitter.Refit();
        Assert.InRange(clock.Distance(), -Bar, Bar);
        Assert.True(clock.Now() > before);
    }

    [Fact]
    public void AfterAPauseAClockThatRanAheadIsRightToo()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        ulong before = clock.Now();
        clock.Bend(FakeClock.NominalNsPerCount * 0.99999);
        clock.Advance(600_000 * CountsPerMs);
        fitter.Refit();
        Assert.InRange(clock.Distance(), -10 * Bar, 10 * Bar);
        FitFor(clock, fitter, seconds: 3, ref before);
        Assert.InRange(clock.Distance(), -Bar, Bar);
    }

    [Fact]
    public void ALagOfMoreThanAMillisecondIsSteppedOver()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        ulong last = 0;
        FitFor(clock, fitter, seconds: 3, ref last);
        clock.Bend(FakeClock.NominalNsPerCount, jumpNs: 5_000_000_000);
        FitFor(clock, fitter, seconds: 8, ref last);
        Assert.InRange(clock.Distance(), -Bar, Bar);
    }

    [Fact]
    public void AClockThatIsAheadIsSlowedAndNeverSetBack()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        ulong last = 0;
        FitFor(clock, fitter, seconds: 3, ref last);
        clock.Bend(FakeClock.NominalNsPerCount, jumpNs: -150_000_000);
        FitFor(clock, fitter, seconds: 1, ref last);
        Assert.InRange(clock.Distance(), 1_000_000, 150_000_000);
        FitFor(clock, fitter, seconds: 8, ref last);
        Assert.InRange(clock.Distance(), -Bar, Bar);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999_000_000_000)]
    public void ACounterThatBeginsAnewNeitherHangsNorSetsTimeBack(ulong counter)
    {
        (FakeClock clock, LineFitter fitter) = Started();
        ulong last = 0;
        FitFor(clock, fitter, seconds: 3, ref last);
        clock.ResetCounter(counter);
        Advance(clock, ConsumerIntervalCounts, ref last);
        FitFor(clock, fitter, seconds: 30, ref last);
        Assert.InRange(clock.Distance(), -Bar, Bar);
    }

    [Fact]
    public void ARateThatChangesAtOnceIsMeasuredAnew()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        ulong last = 0;
        FitFor(clock, fitter, seconds: 3, ref last);
        clock.Bend(FakeClock.NominalNsPerCount * 1.5);
        FitFor(clock, fitter, seconds: 20, ref last);
        Assert.InRange(clock.Distance(), -Bar, Bar);
    }

    [Fact]
    public void ACounterSlowerThanOneGigahertzIsRefused()
    {
        string? lack = new LineFitter(new FakeClock(nsPerCount: 1.25)).TryStart();
        Assert.Equal("its counter must run faster than 1 GHz and does 0.8 GHz", lack);
    }

    [Fact]
    public void ACounterThatStandsStillIsRefused()
    {
        Assert.NotNull(new LineFitter(new FakeClock(nsPerCount: 0)).TryStart());
    }

    [Fact]
    public void BetweenFitsNothingChanges()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        ulong last = 0;
        FitFor(clock, fitter, seconds: 5, ref last);
        clock.Advance(600 * CountsPerMs);
        fitter.Refit();
        clock.Now();
        ClockLine line = clock.Line!;
        (ulong end, _, bool isSealed) = line.ReadEnd();

        TimeSpan due = fitter.Refit();

        Assert.InRange(due.TotalMilliseconds, 1, 1500);
        Assert.Equal((end, isSealed), (line.ReadEnd().Counter, line.ReadEnd().IsSealed));
        Assert.Same(line, clock.Line);
    }

    [Fact]
    public void ARetiredFitterLeavesTheClockAlone()
    {
        (FakeClock clock, LineFitter fitter) = Started();
        fitter.Retire();
        clock.Advance(10_000 * CountsPerMs);
        Assert.Equal(LineFitter.Never, fitter.Refit());
        Assert.False(clock.Line!.ReadEnd().IsSealed);
    }

    private static (FakeClock Clock, LineFitter Fitter) Started()
    {
        var clock = new FakeClock(FakeClock.NominalNsPerCount);
        var fitter = new LineFitter(clock);
        Assert.Null(fitter.TryStart());
        return (clock, fitter);
    }

    private static void FitFor(FakeClock clock, LineFitter fitter, int seconds, ref ulong last)
    {
        for (ulong counts = 0; counts < (ulong)seconds * 1000 * CountsPerMs; counts += ConsumerIntervalCounts)
        {
            Advance(clock, ConsumerIntervalCounts, ref last);
            fitter.Refit();
        }
    }

    /// <summary>Lets counts pass with an event every now and then, and checks that their times never fall.</summary>
    private static void Advance(FakeClock clock, ulong counts, ref ulong last)
    {
        const int Events = 20;
        for (int i = 0; i < Events; i++)
        {
            clock.Advance(counts / Events);
            ulong now = clock.Now();
            Assert.True(now >= last, $"time fell from {last} to {now}");
            last = now;
        }
    }
}
