using Tracing.Writing;

namespace Tracing.Runtime.Clock;

/// <summary>
/// Keeps the lines of a trace clock on CLOCK_MONOTONIC. Thread-safe: one caller at a time fits, under a lock that no
/// producer takes.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>The first line comes from two readings a few milliseconds apart. It and its successors are short, so that a better slope
/// replaces the first one soon; later ones last a second.</item>
/// <item>When half of the open line has passed, both clocks are read, the slope is measured over the last few lines, and the
/// successor is planned: it begins where the open line ends and aims at where CLOCK_MONOTONIC will be when it ends itself.</item>
/// <item>The open line is sealed with it. If a producer moved the end first, the plan is made again for the new end.</item>
/// </list>
/// The time never steps back. It steps forward only where no producer can have looked yet, or when it is too far behind.
/// Who fits late finds a line that producers extended along its slope; who does not fit at all leaves a clock that drifts.
/// </remarks>
/// <param name="clock">The clock to fit. It is read at once, so that what the caller does before <see cref="TryStart"/> is time measured.</param>
internal sealed class LineFitter(IFittedClock clock)
{
    /// <summary>Nanoseconds by which the clock may be behind before it steps; less is made up for by a steeper line.</summary>
    private const long MaxLagNs = 1_000_000;

    /// <summary>By how much a line may be steeper or flatter than the counter's rate, as a share.</summary>
    private const double MaxSlew = 0.1;

    /// <summary>A measured rate that differs by more than this from the last is no drift: the machine slept, or moved.</summary>
    private const double MaxRateChange = 0.1;

    /// <summary>
    /// How many earlier readings are kept to measure the slope over: the oldest is three or four lines back. Fewer make the readings' own
    /// error count for more, more follow a change of the kernel's rate later.
    /// </summary>
    private const int MaxReadings = 4;

    /// <summary>2^64, by which slopes are scaled to multipliers.</summary>
    private const double Scale = 18446744073709551616.0;

    private readonly Lock _gate = new();
    private readonly Queue<ClockPair> _readings = new(MaxReadings);
    private ClockPair _newest = ClockPair.Take(clock);
    private ClockLine? _tail;
    private double _slope;
    private int _linesPlanned;
    private ulong _dueNs;
    private bool _isRetired;

    /// <summary>Lengths of the first lines in nanoseconds; the last one is that of all that follow.</summary>
    private static ReadOnlySpan<ulong> LengthsNs => [10_000_000, 50_000_000, 250_000_000, 1_000_000_000];

    /// <summary>What <see cref="Refit"/> returns when there will be nothing to do.</summary>
    public static TimeSpan Never => Timeout.InfiniteTimeSpan;

    /// <summary>Measures the counter's rate and lays the first line. Takes a few milliseconds, if the caller did not spend them already.</summary>
    /// <returns>Why this counter cannot be used, as part of a sentence; null if the clock runs.</returns>
    public string? TryStart()
    {
        lock (_gate)
        {
            ClockPair first = _newest;
            clock.Pause(first.Ns);
            ClockPair second = ClockPair.Take(clock);
            _slope = SlopeBetween(first, second);
            if (!IsUsable(_slope))
            {
                return $"its counter must run faster than 1 GHz and does {1 / _slope:0.###} GHz";
            }

            _readings.Enqueue(first);
            ulong length = NextLength();
            Publish(NewLine(second.Counter, second.Ns, _slope, length, length), second);
            return null;
        }
    }

    /// <summary>
    /// Plans the next line if it is time to. Cheap when it is not: one reading of the clock. After a pause without calls it puts
    /// the clock right before it returns.
    /// </summary>
    /// <returns>When it wants to be called again. Later does no harm but to the accuracy.</returns>
    public TimeSpan Refit()
    {
        lock (_gate)
        {
            if (_isRetired || _tail is null)
            {
                return Never;
            }

            ulong nowNs = clock.ReadMonotonic();
            if (nowNs < _dueNs)
            {
                return TimeSpan.FromMicroseconds((_dueNs - nowNs) / 1000.0);
            }

            ClockPair now = ClockPair.Take(clock);
            if ((long)(now.Counter - _newest.Counter) < 0)
            {
                StartAnew(now);
            }
            else
            {
                MeasureSlope(now);
                Continue(now);
            }

            return TimeSpan.FromMicroseconds((_dueNs - Math.Min(_dueNs, now.Ns)) / 1000.0);
        }
    }

    /// <summary>Ends the fitter's work: it never touches the clock again.</summary>
    public void Retire()
    {
        lock (_gate)
        {
            _isRetired = true;
        }
    }

    private static double SlopeBetween(ClockPair from, ClockPair to) => (double)(long)(to.Ns - from.Ns) / (to.Counter - from.Counter);

    /// <summary>Above 0, and below 1 ns per count, which is as much as a multiplier can say. NaN and infinity are neither.</summary>
    private static bool IsUsable(double slope) => slope is > 0 and < 1;

    /// <summary>The counter began anew, after the machine slept: so does the chain, where the old one ends at the latest.</summary>
    private void StartAnew(ClockPair now)
    {
        _linesPlanned = 0;
        _readings.Clear();
        ulong length = NextLength();

        // Producers see time stand still at the open line's end until the new one is there. The old chain is left open: a
        // producer that read the counter before the sleep must not come from it to a line that counts otherwise.
        ulong baseNs = Math.Max(_tail!.ReadEnd().Ns, now.Ns);
        double slew = SlewFor((long)(now.Ns - baseNs), length);
        Publish(NewLine(now.Counter, baseNs, _slope * (1 + slew), length, length), now);
    }

    private void MeasureSlope(ClockPair now)
    {
        double slope = SlopeBetween(_readings.TryPeek(out ClockPair oldest) ? oldest : _newest, now);
        if (!(Math.Abs((slope / _slope) - 1) <= MaxRateChange))
        {
            // One of the clocks stood still or ran ahead alone. What was measured across that says nothing.
            ClockPair first = ClockPair.Take(clock);
            clock.Pause(first.Ns);
            slope = SlopeBetween(first, ClockPair.Take(clock));
            _readings.Clear();
            _linesPlanned = 0;
        }

        _slope = IsUsable(slope) ? slope : _slope;
    }

    /// <summary>Plans the successor of the open line, and seals that with it.</summary>
    private void Continue(ClockPair now)
    {
        ulong length = NextLength();
        while (true)
        {
            ClockLine tail = _tail!;
            ulong end = tail.ReadEnd().Counter;
            ClockLine next = Plan(tail, end, now, length);

            // Fails when a producer came past the end and moved it: then this end was seen, and the plan is void.
            if (tail.TrySeal(end, next))
            {
                Adopt(next, now);
                MoveOn(now.Counter);
                return;
            }
        }
    }

    private ClockLine Plan(ClockLine tail, ulong end, ClockPair now, ulong length)
    {
        ulong start = end + 1;
        ulong baseNs = tail.ToNanoseconds(start - tail.Start);
        long ahead = (long)(start - now.Counter);

        // If the end has passed, nobody has looked at the clock since: the line covers that time as well.
        ulong wholeLength = length + (ulong)Math.Max(0, -ahead);
        long lagNs = (long)(now.Ns - baseNs) + (long)(ahead * _slope);
        return lagNs > (ahead < 0 ? 0 : MaxLagNs)
            ? NewLine(start, baseNs + (ulong)lagNs, _slope, wholeLength, length)
            : NewLine(start, baseNs, _slope * (1 + SlewFor(lagNs, wholeLength)), wholeLength, length);
    }

    /// <summary>By what share a line of this many counts must be steeper to make up for a lag at its begin.</summary>
    private double SlewFor(long lagNs, ulong length) => Math.Clamp(lagNs / (length * _slope), -MaxSlew, MaxSlew);

    /// <summary>A line; producers extend it by a quarter of its planned length.</summary>
    private unsafe ClockLine NewLine(ulong start, ulong baseNs, double slope, ulong length, ulong plannedLength) =>
        new(clock.Reader, start, baseNs, (ulong)(Math.Min(slope, Math.BitDecrement(1.0)) * Scale), length, plannedLength / 4);

    private ulong NextLength()
    {
        ulong lengthNs = LengthsNs[Math.Min(_linesPlanned, LengthsNs.Length - 1)];
        _linesPlanned++;
        return (ulong)(lengthNs / _slope);
    }

    /// <summary>Begins a chain.</summary>
    private void Publish(ClockLine line, ClockPair now)
    {
        Adopt(line, now);

        // full fence: the line's fields before the line. Pairs with the reads of s_line in TraceClock, which reach the
        // fields through it. Without it a producer could compute with a line that is not filled in.
        Interlocked.Exchange(ref clock.Line, line);
    }

    private void Adopt(ClockLine tail, ClockPair now)
    {
        _tail = tail;
        _newest = now;
        if (_readings.Count == MaxReadings)
        {
            _readings.Dequeue();
        }

        _readings.Enqueue(now);
        (ulong counter, _, _) = tail.ReadEnd();
        ulong ahead = (ulong)((long)(counter - now.Counter) * _slope);
        ulong half = LengthsNs[Math.Min(_linesPlanned, LengthsNs.Length) - 1] / 2;
        _dueNs = now.Ns + ahead - Math.Min(ahead, half);
    }

    /// <summary>Follows the chain to the line that holds now, in place of producers that do not look at the clock.</summary>
    private void MoveOn(ulong counter)
    {
        while (true)
        {
            // acquire: the line's end after the line. Pairs with the exchanges here and in ClockLine.TryConvert.
            ClockLine? line = Volatile.Read(ref clock.Line);
            if (line is null || line.ReadEnd() is not { IsSealed: true } end || (long)(counter - end.Counter) <= 0)
            {
                return;
            }

            // full fence: publishes the successor unless a producer was faster. Pairs with the reads of s_line in TraceClock.
            Interlocked.CompareExchange(ref clock.Line, line.Next, line);
        }
    }
}
