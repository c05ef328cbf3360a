using Tracing.Runtime;

namespace Tracing.SystemBench;

/// <summary>A producer that is recorded from outside, by another process, against the same one recorded from inside: what an event costs it, and the highest rate without loss.</summary>
internal static class OutsideCost
{
    public static int Run(int seconds, int rounds)
    {
        var length = TimeSpan.FromSeconds(seconds);
        using var folder = new WorkFolder();
        Measuring.PrintMachine();
        (string Name, Func<double, RunResult> Run)[] sides =
        [
            ("inside", rate => OwnRun.Run(folder, ClockKind.Tsc, rate, length)),
            ("outside", rate => OutsideRun.Run(folder, ClockKind.Tsc, rate, length)),
        ];

        // The JIT compiler's second tier, and the files' first pages.
        Array.ForEach(sides, static side => side.Run(1e6));
        var full = new List<(RunResult Inside, RunResult Outside)>();
        var lossless = new List<(double Inside, double Outside)>();
        for (int round = 0; round < rounds; round++)
        {
            // Each goes first in every other round.
            var found = new RunResult[sides.Length];
            var rates = new double[sides.Length];
            for (int i = 0; i < sides.Length; i++)
            {
                int side = (i + round) % sides.Length;
                found[side] = sides[side].Run(0);
                rates[side] = found[side].Lost == 0 ? found[side].Rate : Sustained.Search(sides[side].Run, found[side].Rate);
            }

            full.Add((found[0], found[1]));
            lossless.Add((rates[0], rates[1]));
            for (int i = 0; i < sides.Length; i++)
            {
                Measuring.Print($"round {round + 1}, {sides[i].Name}: full speed {found[i].Rate / 1e6:0.0} M/s, {found[i].CpuNs:0.0} ns CPU each, {found[i].Lost} of {found[i].Emitted} lost; without loss {rates[i] / 1e6:0.0} M/s");
            }
        }

        Measuring.Print($"\n| int events, one thread, {seconds} s, to files, medians of {rounds} | inside | outside | outside to inside (of each round: median) |\n| --- | --- | --- | --- |");
        Measuring.Print($"| producer's CPU at full speed, ns an event | {Measuring.Median(full.Select(static pair => pair.Inside.CpuNs)):0.0} | {Measuring.Median(full.Select(static pair => pair.Outside.CpuNs)):0.0} | {Measuring.Median(full.Select(static pair => pair.Outside.CpuNs / pair.Inside.CpuNs)):0.00} |");
        Measuring.Print($"| rate without loss, M/s | {Measuring.Median(lossless.Select(static pair => pair.Inside)) / 1e6:0.0} | {Measuring.Median(lossless.Select(static pair => pair.Outside)) / 1e6:0.0} | {Measuring.Median(lossless.Select(static pair => pair.Outside / pair.Inside)):0.00} |");
        return 0;
    }
}
