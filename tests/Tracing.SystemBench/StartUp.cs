using System.Diagnostics;

namespace Tracing.SystemBench;

/// <summary>How much longer a program takes that only says hello: with the SDK in it, and with the control endpoint open. Runs take turns, so that all meet the same machine.</summary>
internal static class StartUp
{
    /// <param name="rounds">How often each runs.</param>
    /// <param name="isNative">Whether they are compiled ahead of time.</param>
    public static int Run(int rounds, bool isNative)
    {
        using var folder = new WorkFolder();
        Measuring.PrintMachine();
        string without = Publish(folder.Next(), withTracing: false, isNative);
        string with = Publish(folder.Next(), withTracing: true, isNative);
        string sockets = folder.Next();
        (string Name, string Program, string? Mode)[] cases =
        [
            ("without the SDK", without, null), ("SDK, no endpoint", with, "0"), ("SDK, endpoint", with, "1"), ("SDK, endpoint with a thread", with, "thread"),
        ];
        var walls = new List<double>[cases.Length];
        var cpus = new List<double>[cases.Length];
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < cases.Length; i++)
            {
                (double wall, double cpu) = Execute(cases[i].Program, sockets, cases[i].Mode);
                if (round >= 0)
                {
                    (walls[i] ??= []).Add(wall);
                    (cpus[i] ??= []).Add(cpu);
                }
            }
        }

        Measuring.Print($"\n| hello, {(isNative ? "NativeAOT" : "JIT")}, {rounds} runs | wall, ms: median | lowest | CPU, ms: median | lowest |\n| --- | --- | --- | --- | --- |");
        for (int i = 0; i < cases.Length; i++)
        {
            Measuring.Print($"| {cases[i].Name} | {Measuring.Median(walls[i]):0.0} | {walls[i].Min():0.0} | {Measuring.Median(cpus[i]):0.0} | {cpus[i].Min():0.0} |");
        }

        return 0;
    }

    private static string Publish(string folder, bool withTracing, bool isNative)
    {
        string project = Path.Combine(FindRepository(), "tests", "Tracing.Hello");
        string[] native = isNative ? ["-p:PublishAot=true", "--use-current-runtime"] : [];
        Measuring.Execute("dotnet", ["publish", project, "-c", "Release", "-v", "q", "-p:WithTracing=" + (withTracing ? "true" : "false"), "-o", folder, .. native]);
        return Path.Combine(folder, "Tracing.Hello");
    }

    private static (double WallMs, double CpuMs) Execute(string program, string sockets, string? mode)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        start.Environment["TRACING_CONTROL"] = mode;
        start.Environment["TRACING_CONTROL_DIR"] = sockets;
        TimeSpan cpu = ChildTimes.Now;
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (Stopwatch.GetElapsedTime(begin).TotalMilliseconds, (ChildTimes.Now - cpu).TotalMilliseconds);
    }

    private static string FindRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tracing.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("This runs from a checkout, since it builds programs.");
    }
}
