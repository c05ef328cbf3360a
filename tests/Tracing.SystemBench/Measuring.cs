using System.Diagnostics;
using System.Globalization;

namespace Tracing.SystemBench;

/// <summary>Small tools of all measurements.</summary>
internal static class Measuring
{
    /// <summary>The middle of the values; of an even number the upper one of the two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>A line of text with numbers in the invariant culture.</summary>
    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>What must be known of the machine.</summary>
    public static void PrintMachine()
    {
        string cpu = File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "?";
        Print($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {cpu}, {Environment.ProcessorCount} processors, .NET {Environment.Version}, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
    }

    /// <summary>Runs a program to its end and returns what it printed, and its CPU time.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static (string Output, TimeSpan Cpu) Execute(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        TimeSpan before = ChildTimes.Now;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (output, ChildTimes.Now - before)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {error.Result}{output}");
    }
}
