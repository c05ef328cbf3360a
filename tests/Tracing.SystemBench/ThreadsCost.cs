using Tracing.Runtime;

namespace Tracing.SystemBench;

/// <summary>CPU time of producers an event, with few and many threads at full speed, in a flight recorder, so that no disk is measured.</summary>
internal static class ThreadsCost
{
    private const long Events = 40_000_000;

    private static readonly int[] s_threads = [1, 8, 64];

    public static int Run(int rounds)
    {
        Measuring.PrintMachine();
        Measure(BufferScope.Thread, 1);
        Measure(BufferScope.Cpu, 1);
        foreach (BufferScope scope in Enum.GetValues<BufferScope>())
        {
            // Round by round, so that what the machine does meanwhile is in all of them.
            var found = s_threads.ToDictionary(static count => count, static _ => new List<double>());
            for (int round = 0; round < rounds; round++)
            {
                Array.ForEach(s_threads, count => found[count].Add(Measure(scope, count)));
            }

            double baseline = Measuring.Median(found[s_threads[0]]);
            Measuring.Print($"\n| scope {scope}, medians of {rounds} | ns CPU an event | ratio |\n| --- | --- | --- |");
            Array.ForEach(s_threads, count => Measuring.Print($"| {count} threads | {Measuring.Median(found[count]):0.0} | {Measuring.Median(found[count]) / baseline:0.00} |"));
        }

        return 0;
    }

    private static double Measure(BufferScope scope, int count)
    {
        using TraceSession session = TraceSession.Create("threads", new TraceSessionOptions { Clock = ClockKind.Tsc });
        session.Enable("system:*", session.AddChannel("recorder", new ChannelOptions { Mode = BufferMode.Overwrite, Scope = scope }));
        session.Start();
        double[] nanoseconds = new double[count];
        using var start = new Barrier(count);
        Thread[] threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            // The ring's first round touches its memory.
            BenchTrace.EmitMany(50_000);
            start.SignalAndWait();
            TaskTimes before = TaskTimes.OfCaller();
            BenchTrace.EmitMany(Events / count);
            nanoseconds[index] = (TaskTimes.OfCaller() - before).Cpu.TotalNanoseconds;
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        return nanoseconds.Sum() / Events;
    }
}
