using System.Globalization;
using Tracing.Runtime;

namespace Tracing.SystemBench;

/// <summary>What a thread costs in memory that is recorded and idle: 200 of them, before and after each has emitted one event.</summary>
internal static class MemoryCost
{
    private const int Threads = 200;

    public static int Run()
    {
        using var folder = new WorkFolder();
        Measuring.PrintMachine();
        using TraceSession session = TraceSession.Start(folder.Next(), "system:*");
        BenchTrace.Int(0);
        using var emit = new Barrier(Threads + 1);
        using var end = new Barrier(Threads + 1);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            emit.SignalAndWait();
            emit.SignalAndWait();
            BenchTrace.Int(index);
            end.SignalAndWait();
            end.SignalAndWait();
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        emit.SignalAndWait();
        (long privateBefore, long sharedBefore) = Resident();
        long filesBefore = RingBytes();
        emit.SignalAndWait();
        end.SignalAndWait();
        (long privateAfter, long sharedAfter) = Resident();
        long files = RingBytes() - filesBefore;
        end.SignalAndWait();
        Array.ForEach(threads, static thread => thread.Join());
        Measuring.Print($"\n| a recorded thread that is idle, mean of {Threads} | KiB |\n| --- | --- |");
        Measuring.Print($"| its ring, set aside in shared memory | {files / 1024.0 / Threads:0.0} |");
        Measuring.Print($"| of that resident | {(sharedAfter - sharedBefore) / 1024.0 / Threads:0.0} |");
        Measuring.Print($"| other memory of the process | {(privateAfter - privateBefore) / 1024.0 / Threads:0.0} |");
        return 0;
    }

    private static (long Private, long Shared) Resident()
    {
        long Read(string name) => 1024 * long.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return (Read("RssAnon"), Read("RssShmem"));
    }

    private static long RingBytes() => Directory.GetFiles("/dev/shm", "*.ring", SearchOption.AllDirectories)
        .Where(static file => file.Contains($"/{Environment.ProcessId}-", StringComparison.Ordinal)).Sum(static file => new FileInfo(file).Length);
}
