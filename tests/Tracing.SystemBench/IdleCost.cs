using Tracing.Runtime;

namespace Tracing.SystemBench;

/// <summary>What a session costs while nothing is recorded: the consumer's CPU time and wake-ups, and the whole process's with and without it.</summary>
internal static class IdleCost
{
    public static int Run(int seconds)
    {
        using var folder = new WorkFolder();
        Measuring.PrintMachine();
        TimeSpan without = MeasureProcess(seconds);
        using TraceSession session = TraceSession.Start(folder.Next(), "system:*");

        // So that the JIT compiler is done with the consumer's code, and the consumer has come to its longest sleeps.
        BenchTrace.Emit(1e6, TimeSpan.FromSeconds(2));
        MeasureProcess(seconds);
        TaskTimes before = TaskTimes.OfConsumer();
        TimeSpan with = MeasureProcess(seconds);
        TaskTimes consumer = TaskTimes.OfConsumer() - before;
        Measuring.Print($"\n| idle for {seconds} s | CPU time, ms | wake-ups |\n| --- | --- | --- |");
        Measuring.Print($"| consumer thread | {consumer.Cpu.TotalMilliseconds:0.00} | {consumer.WakeUps} |");
        Measuring.Print($"| process with the session | {with.TotalMilliseconds:0.00} | |");
        Measuring.Print($"| process without | {without.TotalMilliseconds:0.00} | |");
        return 0;
    }

    private static TimeSpan MeasureProcess(int seconds)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        return Environment.CpuUsage.TotalTime - before;
    }
}
