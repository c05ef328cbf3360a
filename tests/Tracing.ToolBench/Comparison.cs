using System.Diagnostics;
using System.Globalization;

namespace Tracing.ToolBench;

/// <summary>
/// Runs tracectl and what it is measured against in turn on the same trace, page cache warm, start of the program included,
/// and prints medians and their ratio. TRACECTL names another build of the tool, such as a NativeAOT one.
/// </summary>
internal static class Comparison
{
    private static readonly string s_tool = Environment.GetEnvironmentVariable("TRACECTL")
        ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Tracing.Tool", "release", "tracectl"));

    /// <summary>Text to a file.</summary>
    public static int View(string folder, int runs)
    {
        string ours = Path.GetTempFileName();
        string theirs = Path.GetTempFileName();
        double[] us = new double[runs];
        double[] them = new double[runs];
        long ourEvents = 0, ourBytes = 0;
        Touch(folder);
        for (int i = 0; i < runs; i++)
        {
            // Each writes a new file, and none while the kernel is still busy with the other one's.
            File.Delete(theirs);
            us[i] = Time($"'{s_tool}' view '{folder}' > '{ours}'");
            (ourEvents, ourBytes) = (File.ReadLines(ours).LongCount(), new FileInfo(ours).Length);
            File.Delete(ours);
            them[i] = Time($"babeltrace2 '{folder}' > '{theirs}'");
        }

        Print("tracectl view", us, ourEvents, ourBytes, "bytes of text");
        Print("babeltrace2", them, ourEvents, new FileInfo(theirs).Length, "bytes of text");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio of the medians: {Median(them) / Median(us):0.0}"));
        File.Delete(theirs);
        return 0;
    }

    /// <summary>Statistics, beside only reading the files and beside babeltrace2 that only counts.</summary>
    public static int Stats(string folder, int runs)
    {
        long bytes = Directory.EnumerateFiles(folder).Sum(static file => new FileInfo(file).Length);
        double[] us = new double[runs];
        double[] cat = new double[runs];
        double[] them = new double[runs];
        Touch(folder);
        for (int i = 0; i < runs; i++)
        {
            us[i] = Time($"'{s_tool}' stats --json '{folder}' > /dev/null");
            cat[i] = Time($"cat '{folder}'/* | wc -c > /dev/null");
            them[i] = Time($"babeltrace2 '{folder}' -c sink.utils.counter > /dev/null");
        }

        Print("tracectl stats", us, 0, bytes, "bytes of trace");
        Print("cat | wc -c", cat, 0, bytes, "bytes of trace");
        Print("babeltrace2 counter", them, 0, bytes, "bytes of trace");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ratios of the medians: stats takes {Median(us) / Median(cat):0.0} times as long as reading, babeltrace2 {Median(them) / Median(us):0.0} times as long as stats"));
        return 0;
    }

    private static void Touch(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            _ = File.ReadAllBytes(file);
        }
    }

    private static double Time(string command)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        var watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"exit code {process.ExitCode}: {command}");
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static void Print(string name, double[] seconds, long events, long bytes, string what)
    {
        double median = Median(seconds);
        string rate = events > 0 ? $", {events / median / 1e6:0.00} M events/s" : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-20} median {median:0.000} s ({seconds.Min():0.000} to {seconds.Max():0.000}){rate}, {bytes} {what}, {bytes / median / 1e6:0} MB/s"));
    }
}
