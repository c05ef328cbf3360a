using System.Diagnostics;
using System.Runtime.CompilerServices;
using Tracing.Runtime;
using Tracing.Runtime.Clock;

namespace Tracing.ClockCheck;

/// <summary>What one reading costs, and the bare counter beside it: the best of many short rounds, since neighbours only make it slower.</summary>
internal static unsafe class CostCheck
{
    private const int Readings = 500_000;
    private const int Rounds = 100;

    public static int Run(ClockKind? forced)
    {
        using var clock = new FitterLoop(forced);
        bool isCycleCounter = ClockKinds.IsCycleCounter(clock.Clock.Kind);
        double trace = double.MaxValue, bare = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            trace = Math.Min(trace, Measure(&ReadTrace));
            bare = Math.Min(bare, isCycleCounter ? Measure(clock.Clock.Kind == ClockKind.Tsc ? &ReadOrdered : &ReadRelaxed) : bare);
        }

        Console.WriteLine($"trace clock {trace:0.00} ns" + (isCycleCounter ? $", bare counter {bare:0.00} ns" : ""));
        return 0;
    }

    private static double Measure(delegate*<int, ulong> read)
    {
        long begin = Stopwatch.GetTimestamp();
        _ = read(Readings);
        return Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Readings;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong ReadTrace(int readings)
    {
        ulong sum = 0;
        for (int i = 0; i < readings; i++)
        {
            sum += ClockDescription.Now();
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong ReadOrdered(int readings) => ReadBare(readings, CycleCounter.Reader(isOrdered: true));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong ReadRelaxed(int readings) => ReadBare(readings, CycleCounter.Reader(isOrdered: false));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ReadBare(int readings, delegate* unmanaged[SuppressGCTransition]<ulong> read)
    {
        ulong sum = 0;
        for (int i = 0; i < readings; i++)
        {
            sum += read();
        }

        return sum;
    }
}
