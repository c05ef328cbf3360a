using System.Diagnostics;
using System.Globalization;
using Tracing.Reader;

namespace Tracing.ReaderBench;

/// <summary>Reads a trace of gigabytes and looks at the process's memory meanwhile.</summary>
internal static class MemoryCheck
{
    /// <summary>Events between two looks.</summary>
    private const long LookEvery = 1_000_000;

    public static void Run(long gibibytes, int streams)
    {
        string folder = Directory.CreateTempSubdirectory("tracing-readerbench-").FullName;
        try
        {
            LargeTrace.Write(folder, gibibytes << 30, streams);
            Read(folder, gibibytes, streams);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Read(string folder, long gibibytes, int streams)
    {
        long before = Anonymous();
        long peak = before;
        long events = 0;
        long sum = 0;
        long start = Stopwatch.GetTimestamp();
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        foreach (TraceEvent e in TraceReader.Open(folder))
        {
            sum += e[0].AsInt64() + e[2].AsUtf8().Length;
            if (++events % LookEvery == 0)
            {
                peak = Math.Max(peak, Anonymous());
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {gibibytes} GiB in {streams} streams, {events} events (sum {sum}), {seconds:0.0} s
            anonymous resident memory: {before >> 20} MiB before, {peak >> 20} MiB at most while reading
            allocated while reading, buffers and looks at the memory included: {allocated >> 10} KiB
            """));
    }

    /// <summary>Bytes of memory that are the process's own: not the file cache's. Linux tells; elsewhere all of the working set.</summary>
    private static long Anonymous()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Environment.WorkingSet;
        }

        foreach (string line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("RssAnon:", StringComparison.Ordinal))
            {
                return long.Parse(line.AsSpan("RssAnon:".Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) << 10;
            }
        }

        return Environment.WorkingSet;
    }
}
