using Tracing.Runtime.Clock;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Clock;

/// <summary>
/// A counter that moves by a fixed number of counts with each reading, and a monotonic time that is a straight line over it until
/// a test bends it. Reading it is thread-safe; what bends it is for one thread.
/// </summary>
internal sealed unsafe class FakeClock(double nsPerCount) : IFittedClock
{
    /// <summary>A counter of 2.5 GHz.</summary>
    public const double NominalNsPerCount = 0.4;

    private const int MaxRereads = 1000;
    private const int PauseCounts = 5_000_000;

    private ulong _counter = 1_000_000_000_000;
    private Rate _rate = new(1_000_000_000_000, 5_000_000_000_000, nsPerCount);
    private ClockLine? _line;

    public ref ClockLine? Line => ref _line;

    public delegate* unmanaged[SuppressGCTransition]<ulong> Reader
    {
        get
        {
            WhilePlanning?.Invoke();
            return null;
        }
    }

    /// <summary>Runs between the fitter's look at the open line's end and its attempt to seal it there.</summary>
    public Action? WhilePlanning { get; set; }

    /// <summary>Counts by which each reading moves the counter on.</summary>
    public ulong CountsPerRead { get; init; } = 10;

    public ulong ReadCounter() => Interlocked.Add(ref _counter, CountsPerRead);

    // The middle of a bracket of two counter readings is where the fitter takes the time to be read.
    public ulong ReadMonotonic() => MonotonicAt(Volatile.Read(ref _counter) + (CountsPerRead / 2));

    public void Pause(ulong sinceNs) => Advance(PauseCounts);

    public ulong MonotonicAt(ulong counter) => Volatile.Read(ref _rate).At(counter);

    public void Advance(ulong counts) => Interlocked.Add(ref _counter, counts);

    /// <summary>Lets monotonic time run at another rate from here on, and jump first.</summary>
    public void Bend(double nsPerCount, long jumpNs = 0)
    {
        ulong counter = Volatile.Read(ref _counter);
        Volatile.Write(ref _rate, new Rate(counter, MonotonicAt(counter) + (ulong)jumpNs, nsPerCount));
    }

    /// <summary>The machine slept: the counter begins anew, monotonic time goes on where it was.</summary>
    public void ResetCounter(ulong counter)
    {
        Volatile.Write(ref _rate, new Rate(counter, MonotonicAt(Volatile.Read(ref _counter)), _rate.NsPerCount));
        Volatile.Write(ref _counter, counter);
    }

    /// <summary>The clock as a probe reads it.</summary>
    public ulong Now() => Read().Ns;

    /// <summary>The clock as a probe reads it, and the counter value that it took.</summary>
    public ClockPair Read()
    {
        for (int rereads = 0; ; rereads++)
        {
            ClockLine line = Volatile.Read(ref _line)!;
            ulong counter = ReadCounter();
            if (ClockLine.TryConvert(ref _line, line, counter, out ulong ns) || rereads >= MaxRereads)
            {
                return new ClockPair(counter, ns);
            }
        }
    }

    /// <summary>How far the clock is ahead of monotonic time.</summary>
    public long Distance()
    {
        ClockPair now = Read();
        return (long)(now.Ns - MonotonicAt(now.Counter));
    }

    private sealed record Rate(ulong Counter, ulong Ns, double NsPerCount)
    {
        public ulong At(ulong counter) => Ns + (ulong)(long)((long)(counter - Counter) * NsPerCount);
    }
}
