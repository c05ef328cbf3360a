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
        var times = new List<(Spent Copy, Spent Snapshot)>();
        byte[] bytes = new byte[Producers * SubBufferSize * SubBufferCount];
        for (int round = 0; round < rounds; round++)
        {
            double quiet = Emit(static () => { });
            var copyTimes = new List<Spent>();
            double copy = Emit(() => copyTimes.Add(Time(folder, path => Write(path, bytes))));
            var snapshotTimes = new List<Spent>();
            double snapshot = Emit(() => snapshotTimes.Add(Time(folder, path => session.Snapshot(path))));
            costs.Add((quiet, copy, snapshot));
            times.Add((Median(copyTimes), Median(snapshotTimes)));
            Measuring.Print($"producers {quiet:0.0} ns, beside copies {copy:0.0} ns, beside snapshots {snapshot:0.0} ns; copy {times[^1].Copy.Wall:0} ms ({times[^1].Copy.Cpu:0} ms CPU), snapshot {times[^1].Snapshot.Wall:0} ms ({times[^1].Snapshot.Cpu:0} ms CPU)");
        }

        Measuring.Print($"\n| 64 MiB, two threads emit, medians of {rounds} | ns CPU an event | ratio | wall time, ms | of that CPU time, ms |\n| --- | --- | --- | --- | --- |");
        double baseline = Measuring.Median(costs.Select(static cost => cost.Quiet));
        Measuring.Print($"| nothing else runs | {baseline:0.0} | 1.00 | | |");
        Spent spent = Median(times.Select(static time => time.Copy));
        double beside = Measuring.Median(costs.Select(static cost => cost.Copy));
        Measuring.Print($"| beside plain copies of 64 MiB to a file | {beside:0.0} | {beside / baseline:0.00} | {spent.Wall:0} | {spent.Cpu:0} |");
        spent = Median(times.Select(static time => time.Snapshot));
        beside = Measuring.Median(costs.Select(static cost => cost.Snapshot));
        Measuring.Print($"| beside snapshots | {beside:0.0} | {beside / baseline:0.00} | {spent.Wall:0} | {spent.Cpu:0} |");
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

    private static Spent Median(IEnumerable<Spent> all) => new(Measuring.Median(all.Select(static one => one.Wall)), Measuring.Median(all.Select(static one => one.Cpu)));

    private static Spent Time(WorkFolder folder, Action<string> write)
    {
        string path = folder.Next();
        TaskTimes before = TaskTimes.OfCaller();
        long begin = Stopwatch.GetTimestamp();
        write(path);
        var spent = new Spent(Stopwatch.GetElapsedTime(begin).TotalMilliseconds, (TaskTimes.OfCaller() - before).Cpu.TotalMilliseconds);
        WorkFolder.Delete(path);
        return spent;
    }

    private static void Write(string folder, byte[] bytes)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "copy"), bytes);
    }

    /// <summary>Milliseconds.</summary>
    private readonly record struct Spent(double Wall, double Cpu);
}
