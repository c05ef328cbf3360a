using Tracing.Runtime.Clock;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Clock;

/// <summary>
/// A timestamp must be a pure, never falling function of the counter, on all threads, while lines are sealed and extended at
/// the same time.
/// </summary>
public class ClockLineTests
{
    private const int Producers = 4;
    private const int MaxReadingsEach = 500_000;
    private const int Refits = 10_000;
    private const ulong CountsPerMs = 2_500_000;

    [Fact]
    public void AllThreadsComputeTheSameNeverFallingFunctionOfTheCounter()
    {
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var clock = new FakeClock(FakeClock.NominalNsPerCount) { CountsPerRead = CountsPerMs / 100 };
        var fitter = new LineFitter(clock);
        Assert.Null(fitter.TryStart());
        ClockLine first = clock.Line!;

        var readings = new ClockPair[Producers][];
        bool isDone = false;
        Support.Threads.Run(Producers + 1, number =>
        {
            if (number < Producers)
            {
                readings[number] = Produce(clock, ref isDone);
                return;
            }

            FitWildly(clock, fitter, new Random(seed));

            // release: pairs with the read in Produce, which ends the run; nothing else hangs on it.
            Volatile.Write(ref isDone, true);
        });

        List<Piece> pieces = PiecesFrom(first);
        Assert.True(pieces.Count > Refits / 10, $"only {pieces.Count} lines");
        Assert.All(readings, own => AssertRises(own, "on one thread"));
        ClockPair[] all = [.. readings.SelectMany(static own => own).OrderBy(static reading => reading.Counter)];
        AssertRises(all, "over all threads");
        AssertModel(all, pieces);
    }

    [Fact]
    public void ALineThatIsSealedAtItsEndHasOneTimeForEachCount()
    {
        ClockLine line = NewLine(start: 1000, baseNs: 500, length: 100);
        ClockLine next = NewLine(start: 1101, baseNs: 9000, length: 100);
        Assert.True(line.TrySeal(1100, next));

        ClockLine? current = line;
        Assert.True(ClockLine.TryConvert(ref current, line, 1100, out ulong atEnd));
        Assert.Equal(550u, atEnd);
        Assert.Same(line, current);
        Assert.True(ClockLine.TryConvert(ref current, line, 1101, out ulong after));
        Assert.Equal(9000u, after);
        Assert.Same(next, current);
    }

    [Fact]
    public void ALineWhoseEndWasSeenCannotBeSealedThere()
    {
        ClockLine line = NewLine(start: 1000, baseNs: 500, length: 100);
        ClockLine? current = line;
        Assert.True(ClockLine.TryConvert(ref current, line, 1100, out ulong ns));
        Assert.Equal(550u, ns);
        Assert.False(line.TrySeal(1100, NewLine(start: 1101, baseNs: 9000, length: 100)));
        Assert.False(line.ReadEnd().IsSealed);
        Assert.True(line.ReadEnd().Counter > 1100);
    }

    [Fact]
    public void ACountBeforeTheLineHasNoTime()
    {
        ClockLine line = NewLine(start: 1000, baseNs: 500, length: 100);
        ClockLine? current = line;
        Assert.False(ClockLine.TryConvert(ref current, line, 999, out ulong ns));
        Assert.Equal(line.ReadEnd().Ns, ns);
    }

    /// <summary>Half a nanosecond per count.</summary>
    private static unsafe ClockLine NewLine(ulong start, ulong baseNs, ulong length) => new(null, start, baseNs, 1UL << 63, length, length / 4);

    private static ClockPair[] Produce(FakeClock clock, ref bool isDone)
    {
        var own = new List<ClockPair>();
        while (!Volatile.Read(ref isDone) && own.Count < MaxReadingsEach)
        {
            own.Add(clock.Read());
        }

        return [.. own];
    }

    /// <summary>Refits at once whenever it can, while the rate changes more than any clock's does, and time jumps.</summary>
    private static void FitWildly(FakeClock clock, LineFitter fitter, Random random)
    {
        // Gives producers the time to come past the end that a plan is made for.
        clock.WhilePlanning = () => Thread.SpinWait(random.Next(50));
        for (int i = 0; i < Refits; i++)
        {
            double rate = FakeClock.NominalNsPerCount * (0.85 + (random.NextDouble() * 0.3));
            clock.Bend(rate, jumpNs: random.Next(-5_000_000, 20_000_000));
            fitter.Refit();

            // Up to where the open line ends, or beyond: a seal and an extension race then.
            clock.Advance((ulong)random.NextInt64((long)(600 * CountsPerMs)));
        }
    }

    private static List<Piece> PiecesFrom(ClockLine first)
    {
        var pieces = new List<Piece>();
        for (ClockLine? line = first; line is not null;)
        {
            (ulong end, _, bool isSealed) = line.ReadEnd();
            Assert.True(pieces is [] || line.Start == pieces[^1].End + 1, "a count has no time, or two");
            pieces.Add(new Piece(line.Start, end, line.BaseNs, line.Multiplier));
            line = isSealed ? line.Next : null;
        }

        return pieces;
    }

    private static void AssertRises(ClockPair[] readings, string where)
    {
        for (int i = 1; i < readings.Length; i++)
        {
            Assert.True(readings[i].Ns >= readings[i - 1].Ns, $"{where}: {readings[i]} comes after {readings[i - 1]}");
        }
    }

    /// <summary>The slow and obvious way: the one line that the count lies on, and exact arithmetic.</summary>
    private static void AssertModel(ClockPair[] readings, List<Piece> pieces)
    {
        int index = 0;
        foreach (ClockPair reading in readings)
        {
            while (reading.Counter > pieces[index].End)
            {
                index++;
            }

            Piece piece = pieces[index];
            Assert.True(reading.Counter >= piece.Start, $"{reading} lies between two lines");
            var ns = (ulong)(piece.BaseNs + (((UInt128)(reading.Counter - piece.Start) * piece.Multiplier) >> 64));
            Assert.True(reading.Ns == ns, $"{reading} should have the time {ns}");
        }
    }

    private sealed record Piece(ulong Start, ulong End, ulong BaseNs, ulong Multiplier);
}
