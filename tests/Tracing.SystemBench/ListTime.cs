using System.Diagnostics;
using System.Globalization;

namespace Tracing.SystemBench;

/// <summary>How long <c>tracectl list</c> takes for a process with 1,000 tracepoints, beside the same program when it asks nobody.</summary>
internal static class ListTime
{
    private const int Providers = 20;
    private const int TracepointsOfEach = 50;

    /// <param name="tool">tracectl: a native program, or tracectl.dll.</param>
    /// <param name="app">The program liveapp of tests/Tracing.LiveApp.</param>
    /// <param name="rounds">How often.</param>
    public static int Run(string tool, string app, int rounds)
    {
        using var folder = new WorkFolder();
        string sockets = folder.Next();
        Measuring.PrintMachine();
        using Process process = Start(app, sockets, ["crowd", Number(Providers), Number(TracepointsOfEach)]);
        try
        {
            if (process.StandardOutput.ReadLine() != "running")
            {
                throw new InvalidOperationException($"{app} did not start.");
            }

            var list = new List<double>();
            var alone = new List<double>();
            for (int i = 0; i <= rounds; i++)
            {
                (double listMs, int lines) = Time(tool, sockets, "list", "-p", Number(process.Id));
                if (lines < Providers * TracepointsOfEach)
                {
                    throw new InvalidOperationException($"{tool} listed {lines} lines only.");
                }

                // The first one reads the program from disk, and has the process compile what answers.
                if (i > 0)
                {
                    list.Add(listMs);
                    alone.Add(Time(tool, sockets, "completion", "bash").Milliseconds);
                }
            }

            double median = Measuring.Median(list);
            double start = Measuring.Median(alone);
            Measuring.Print($"\n| {Path.GetFileName(tool)}, median of {rounds} | ms wall |\n| --- | --- |");
            Measuring.Print($"| list, {Providers * TracepointsOfEach} tracepoints | {median:0} |");
            Measuring.Print($"| completion bash: the program's start | {start:0} |");
            Measuring.Print($"| ratio | {median / start:0.00} |");
            return 0;
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private static (double Milliseconds, int Lines) Time(string tool, string sockets, params string[] arguments)
    {
        long begin = Stopwatch.GetTimestamp();
        using Process process = tool.EndsWith(".dll", StringComparison.Ordinal) ? Start("dotnet", sockets, [tool, .. arguments]) : Start(tool, sockets, arguments);
        int lines = process.StandardOutput.ReadToEnd().Count(static c => c == '\n');
        process.WaitForExit();
        return (Stopwatch.GetElapsedTime(begin).TotalMilliseconds, lines);
    }

    private static Process Start(string program, string sockets, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["TRACING_CONTROL_DIR"] = sockets;
        return Process.Start(start)!;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
