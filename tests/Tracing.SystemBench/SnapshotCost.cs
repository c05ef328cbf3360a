using System.Diagnostics;
using Tracing.Runtime;

namespace Tracing.SystemBench;

/// <summary>
/// Two threads emit into a flight recorder of 64 MiB at full speed, without and with snapshots of it; CPU time an event. And a snapshot's
/// wall time beside that of writing as many bytes from memory to a file, under the same load.
/// </summary>
internal static class SnapshotCost
{
    private const int Producers = 2;
    private const int SubBufferSize = 1 << 20;
    private const int SubBufferCount = 32;

    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(2);

    public static int Run(int rounds)
    {
        using var folder = new WorkFolder();
        Measuring.PrintMachine();
        using TraceSession session = TraceSession.Create("snapshots", new TraceSessionOptions { Clock = ClockKind.Tsc });
        session.Enable("system:*", session.AddChannel("recorder", new ChannelOptions
        {
            Mode = BufferMode.Overwrite, SubBufferSize = SubBufferSize, SubBufferCount = SubBufferCount, MaxMemory = 128 << 20,
        }));
        session.Start();
        Emit(static () => { });
        var costs = new List<(double Quiet, double Copy, double Snapshot)>();
        var times = new List<(double Copy, double Snapshot)>();
        byte[] bytes = new byte[Producers * SubBufferSize * SubBufferCount];
        for (int round = 0; round < rounds; round++)
        {
            double quiet = Emit(static () => { });
            var copyTimes = new List<double>();
            double copy = Emit(() => copyTimes.Add(Time(folder, path => Write(path, bytes))));
            var snapshotTimes = new List<double>();
            double snapshot = Emit(() => snapshotTimes.Add(Time(folder, path => session.Snapshot(path))));
            costs.Add((quiet, copy, snapshot));
            times.Add((Measuring.Median(copyTimes), Measuring.Median(snapshotTimes)));
            Measuring.Print($"producers {quiet:0.0} ns, beside copies {copy:0.0} ns, beside snapshots {snapshot:0.0} ns; copy {times[^1].Copy:0} ms, snapshot {times[^1].Snapshot:0} ms");
        }

        Measuring.Print($"\n| 64 MiB, two threads emit, medians of {rounds} | ns CPU an event | ratio | wall time, ms |\n| --- | --- | --- | --- |");
        double baseline = Measuring.Median(costs.Select(static cost => cost.Quiet));
        Measuring.Print($"| nothing else runs | {baseline:0.0} | 1.00 | |");
        double beside = Measuring.Median(costs.Select(static cost => cost.Copy));
        Measuring.Print($"| beside plain copies of 64 MiB to a file | {beside:0.0} | {beside / baseline:0.00} | {Measuring.Median(times.Select(static time => time.Copy)):0} |");
        beside = Measuring.Median(costs.Select(static cost => cost.Snapshot));
        Measuring.Print($"| beside snapshots | {beside:0.0} | {beside / baseline:0.00} | {Measuring.Median(times.Select(static time => time.Snapshot)):0} |");
        return 0;
    }

    /// <summary>CPU time an event while something is done again and again.</summary>
    private static double Emit(Action work)
    {
        double[] nanoseconds = new double[Producers];
        Thread[] threads = [.. Enumerable.Range(0, Producers).Select(index => new Thread(() =>
        {
            TaskTimes before = TaskTimes.OfCaller();
            (long events, _) = BenchTrace.Emit(0, s_length);
            nanoseconds[index] = (TaskTimes.OfCaller() - before).Cpu.TotalNanoseconds / events;
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        do
        {
            work();
        }
        while (Array.Exists(threads, static thread => !thread.Join(millisecondsTimeout: 10)));

        return nanoseconds.Average();
    }

    private static double Time(WorkFolder folder, Action<string> write)
    {
        string path = folder.Next();
        long begin = Stopwatch.GetTimestamp();
        write(path);
        double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        WorkFolder.Delete(path);
        return milliseconds;
    }

    private static void Write(string folder, byte[] bytes)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "copy"), bytes);
    }
}
