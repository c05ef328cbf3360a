using Tracing.Runtime;

namespace Tracing.SystemBench;

/// <summary>
/// The highest rate of int events that one thread can emit for some seconds while all of them get into files: at full speed if nothing
/// is lost there, else found by halving. Each round measures all tracers, one after the other.
/// </summary>
internal static class Sustained
{
    /// <summary>Halvings after a loss at full speed: the rate is then known to 1/64 of that.</summary>
    private const int Steps = 6;

    public static int Run(int seconds, int rounds)
    {
        var length = TimeSpan.FromSeconds(seconds);
        using var folder = new WorkFolder();
        using var lttng = new LttngProgram(folder);
        Measuring.PrintMachine();
        (string Name, Func<double, RunResult> Run)[] tracers =
        [
            ("LTTng-UST", rate => lttng.Run(rate, length)),
            ("Tracing, tsc", rate => OwnRun.Run(folder, ClockKind.Tsc, rate, length)),
            ("Tracing, tsc-relaxed", rate => OwnRun.Run(folder, ClockKind.TscRelaxed, rate, length)),
        ];

        // The JIT compiler's second tier, and the files' first pages.
        OwnRun.Run(folder, ClockKind.Tsc, 1e6, TimeSpan.FromSeconds(2));
        var found = tracers.ToDictionary(static tracer => tracer.Name, static _ => new List<(RunResult Full, double Lossless)>());
        for (int round = 0; round < rounds; round++)
        {
            foreach ((string name, Func<double, RunResult> run) in tracers)
            {
                RunResult full = run(0);
                double lossless = full.Lost == 0 ? full.Rate : Search(run, full.Rate);
                found[name].Add((full, lossless));
                Measuring.Print($"round {round + 1}, {name}: full speed {full.Rate / 1e6:0.0} M/s, {full.CpuNs:0.0} ns CPU each, {full.Lost} of {full.Emitted} lost; without loss {lossless / 1e6:0.0} M/s");
            }
        }

        double baselineCpu = Measuring.Median(found["LTTng-UST"].Select(static result => result.Full.CpuNs));
        double baseline = Measuring.Median(found["LTTng-UST"].Select(static result => result.Lossless));
        Measuring.Print($"\n| int events, one thread, {seconds} s, to files, default buffers | full speed, M/s | producer's CPU there, ns an event | ratio | rounds with loss there | without loss, M/s | ratio |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach ((string name, _) in tracers)
        {
            double lossless = Measuring.Median(found[name].Select(static result => result.Lossless));
            double cpu = Measuring.Median(found[name].Select(static result => result.Full.CpuNs));
            Measuring.Print($"| {name} | {Measuring.Median(found[name].Select(static result => result.Full.Rate)) / 1e6:0.0} | {cpu:0.0} | {baselineCpu / cpu:0.0} | {found[name].Count(static result => result.Full.Lost > 0)} of {rounds} | {lossless / 1e6:0.0} | {lossless / baseline:0.0} |");
        }

        return 0;
    }

    /// <summary>The highest rate without loss that was found below one.</summary>
    internal static double Search(Func<double, RunResult> run, double most)
    {
        double least = 0;
        for (int step = 0; step < Steps; step++)
        {
            double rate = (least + most) / 2;
            RunResult result = run(rate);
            if (result.Lost == 0)
            {
                least = result.Rate;
            }
            else
            {
                most = rate;
            }
        }

        return least;
    }
}
