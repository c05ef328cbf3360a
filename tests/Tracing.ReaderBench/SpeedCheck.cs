using System.Diagnostics;
using System.Globalization;

namespace Tracing.ReaderBench;

/// <summary>Times babeltrace2 and the readings on the same files, in turns; each one's best round counts.</summary>
internal static class SpeedCheck
{
    private const int Rounds = 5;

    public static void Run(string trace)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{WarmUp(trace) >> 20} MiB, best of {Rounds} rounds, one thread"));
        double native = double.MaxValue;
        (string Name, Func<string, (long Events, long Sum)> Read)[] readings =
        [
            ("walk: name and time", Readings.Walk),
            ("every field, visitor", Readings.Visit),
            ("every field, getters", Readings.Get),
        ];
        double[] first = new double[readings.Length];
        double[] best = new double[readings.Length];
        Array.Fill(best, double.MaxValue);
        long[] allocated = new long[readings.Length];
        long events = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            if (Tools.TryRun(trace, "babeltrace2", "-o", "dummy", trace))
            {
                native = Math.Min(native, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            for (int i = 0; i < readings.Length; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                start = Stopwatch.GetTimestamp();
                events = readings[i].Read(trace).Events;
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
                first[i] = round == 0 ? seconds : first[i];
                best[i] = Math.Min(best[i], seconds);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-24}{"Mevents/s",10}{"ns/event",10}{"ratio",8}{"first round",12}{"bytes in all",14}"));
        if (native < double.MaxValue)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"babeltrace2 -o dummy",-24}{events / native / 1e6,10:0.0}{native * 1e9 / events,10:0.0}{1,8:0.0}"));
        }

        for (int i = 0; i < readings.Length; i++)
        {
            string ratio = native < double.MaxValue ? (native / best[i]).ToString("0.0", CultureInfo.InvariantCulture) : "";
            string cold = native < double.MaxValue ? (native / first[i]).ToString("0.0", CultureInfo.InvariantCulture) : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{readings[i].Name,-24}{events / best[i] / 1e6,10:0.0}{best[i] * 1e9 / events,10:0.0}{ratio,8}{cold,12}{allocated[i],14}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events} events"));
    }

    /// <summary>Reads all files once, so that none is read from a disk later. Returns their bytes.</summary>
    private static long WarmUp(string trace)
    {
        long total = 0;
        byte[] buffer = new byte[1 << 20];
        foreach (string path in Directory.EnumerateFiles(trace, "*", SearchOption.AllDirectories))
        {
            using FileStream file = File.OpenRead(path);
            for (int count; (count = file.Read(buffer)) > 0;)
            {
                total += count;
            }
        }

        return total;
    }
}
