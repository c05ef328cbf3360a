using System.Diagnostics;
using Tracing.Runtime;
using Tracing.Runtime.Clock;

namespace Tracing.ClockCheck;

/// <summary>Samples the distance between the trace clock and CLOCK_MONOTONIC, and looks for steps back.</summary>
internal static class DriftCheck
{
    /// <summary>A sample whose two readings of CLOCK_MONOTONIC are further apart, in ns, was interrupted: it says nothing about the clock.</summary>
    private const long MaxBracketNs = 300;

    /// <summary>Time between samples. Every reading of the clock is checked for steps back, in between too.</summary>
    private static readonly long s_intervalTicks = Stopwatch.Frequency / 10_000;

    public static int Run(ClockKind? forced, long seconds)
    {
        using var clock = new FitterLoop(forced);
        if (!clock.Clock.IsAbsolute)
        {
            Console.Error.WriteLine("This clock does not tell time.");
            return 2;
        }

        var distances = new List<long>();
        long stepsBack = 0, readings = 0, interrupted = 0;
        ulong last = 0;
        long begin = Stopwatch.GetTimestamp();
        long end = begin + (seconds * Stopwatch.Frequency);
        for (long next = begin; next < end; next += s_intervalTicks)
        {
            while (Stopwatch.GetTimestamp() < next)
            {
                ulong reading = ClockDescription.Now();
                stepsBack += reading < last ? 1 : 0;
                last = reading;
                readings++;
            }

            long before = Stopwatch.GetTimestamp();
            ulong now = ClockDescription.Now();
            long after = Stopwatch.GetTimestamp();
            stepsBack += now < last ? 1 : 0;
            last = now;
            readings++;
            if (after - before > MaxBracketNs)
            {
                interrupted++;
                continue;
            }

            distances.Add((long)now - before - ((after - before) / 2));
        }

        Report(distances);
        Console.WriteLine($"{readings:N0} readings in one thread, {stepsBack} steps back; {interrupted:N0} samples interrupted");
        return stepsBack == 0 ? 0 : 1;
    }

    private static void Report(List<long> distances)
    {
        int tenth = distances.Count / 10;
        for (int i = 0; i < 10; i++)
        {
            Console.WriteLine($"  part {i + 1,2} of 10: {Describe(distances.GetRange(i * tenth, tenth))}");
        }

        Console.WriteLine($"{distances.Count:N0} samples: {Describe(distances)}");
    }

    private static string Describe(List<long> distances)
    {
        long[] sizes = [.. distances.Select(Math.Abs).Order()];
        return $"|distance| p50 {At(0.5)}, p99 {At(0.99)}, p99.9 {At(0.999)}, max {sizes[^1]} ns; mean {distances.Average():0.0} ns";
        long At(double share) => sizes[(int)(share * (sizes.Length - 1))];
    }
}
