using Tracing.Runtime;

namespace Tracing.SystemBench;

/// <summary>CPU time of the consumer thread a gigabyte that it writes, at full speed and at a tenth of it; and dd's for the same bytes.</summary>
internal static class ConsumerCost
{
    private static readonly TimeSpan s_fullLength = TimeSpan.FromSeconds(2);

    /// <summary>A sub-buffer of default size, in GB.</summary>
    private const double SubBuffer = 65536 / 1e9;

    private const double SlowRate = 4e6;

    private static readonly TimeSpan s_slowLength = TimeSpan.FromSeconds(5);

    public static int Run(int rounds)
    {
        using var folder = new WorkFolder();
        Measuring.PrintMachine();
        Measure(folder, SlowRate, TimeSpan.FromSeconds(2));
        var full = new List<(double Own, double Copy)>();
        var slow = new List<(double Own, double Copy)>();
        for (int round = 0; round < rounds; round++)
        {
            full.Add(Measure(folder, 0, s_fullLength));
            slow.Add(Measure(folder, SlowRate, s_slowLength));
        }

        Measuring.Print($"\n| CPU seconds a GB written, medians of {rounds} | consumer | dd bs=64k | ratio (of each round: median) |\n| --- | --- | --- | --- |");
        Report("full speed", full);
        Report($"{SlowRate / 1e6:0} M events/s", slow);
        return 0;
    }

    private static void Report(string name, List<(double Own, double Copy)> found) => Measuring.Print(
        $"| {name} | {Measuring.Median(found.Select(static pair => pair.Own)):0.00} | {Measuring.Median(found.Select(static pair => pair.Copy)):0.00} | {Measuring.Median(found.Select(static pair => pair.Own / pair.Copy)):0.00} |");

    private static (double Own, double Copy) Measure(WorkFolder folder, double rate, TimeSpan length)
    {
        string output = folder.Next();
        TaskTimes own;
        using (TraceSession session = TraceSession.Create("consumer", new TraceSessionOptions { Output = output, Clock = ClockKind.Tsc }))
        {
            session.Enable("system:*");
            session.Start();
            TaskTimes before = TaskTimes.OfConsumer();
            BenchTrace.Emit(rate, length);
            own = TaskTimes.OfConsumer() - before;
        }

        string copy = folder.Next();
        double gigabytes = 0;
        double copied = 0;
        foreach (string file in Directory.GetFiles(output))
        {
            gigabytes += new FileInfo(file).Length / 1e9;
            copied += Measuring.Execute("dd", "if=" + file, "of=" + copy, "bs=64k").Cpu.TotalSeconds;
            File.Delete(copy);
        }

        WorkFolder.Delete(output);
        Measuring.Print($"{gigabytes:0.00} GB: consumer {own.Cpu.TotalSeconds / gigabytes:0.000} s/GB, {own.WakeUps / gigabytes * SubBuffer:0.0} wake-ups for each 64 KiB, dd {copied / gigabytes:0.000} s/GB");
        return (own.Cpu.TotalSeconds / gigabytes, copied / gigabytes);
    }
}
