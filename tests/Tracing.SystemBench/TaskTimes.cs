using System.Globalization;

namespace Tracing.SystemBench;

/// <summary>What the kernel says of a thread of this process: /proc/self/task.</summary>
/// <param name="Cpu">Time on a processor.</param>
/// <param name="WakeUps">How often it began to run after it had waited.</param>
internal readonly record struct TaskTimes(TimeSpan Cpu, long WakeUps)
{
    /// <summary>The kernel keeps 15 characters of a thread's name.</summary>
    private const string ConsumerName = "Tracing consume";

    private const int NanosecondsPerTick = 100;

    /// <summary>The tracer's consumer thread; waits until it is there.</summary>
    public static TaskTimes OfConsumer()
    {
        string? folder = null;
        SpinWait.SpinUntil(() => (folder = Array.Find(Directory.GetDirectories("/proc/self/task"), IsConsumer)) is not null);
        return Of(folder!);
    }

    /// <summary>The calling thread.</summary>
    public static TaskTimes OfCaller() => Of("/proc/thread-self");

    public static TaskTimes operator -(TaskTimes left, TaskTimes right) => new(left.Cpu - right.Cpu, left.WakeUps - right.WakeUps);

    private static bool IsConsumer(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "comm")).TrimEnd() == ConsumerName;
        }
        catch (IOException)
        {
            // The thread ended meanwhile.
            return false;
        }
    }

    private static TaskTimes Of(string folder)
    {
        long nanoseconds = long.Parse(File.ReadAllText(Path.Combine(folder, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
        string switches = File.ReadLines(Path.Combine(folder, "status")).First(static line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal));
        return new TaskTimes(TimeSpan.FromTicks(nanoseconds / NanosecondsPerTick), long.Parse(switches.Split(':')[1], CultureInfo.InvariantCulture));
    }
}
