using System.Diagnostics;
using Xunit;

namespace Tracing.Tool.Tests.Support;

/// <summary>Processes that are looked at from outside, with control sockets in a folder of their own.</summary>
public sealed class LiveApps : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("tracectl-live-").FullName;
    private readonly List<Process> _processes = [];

    /// <summary>The application's program, built in the same configuration as this assembly.</summary>
    internal static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Tracing.LiveApp", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "liveapp" + (OperatingSystem.IsWindows() ? ".exe" : "")));

    internal (string Name, string Value)[] Environment => [("TRACING_CONTROL_DIR", Place("sockets"))];

    /// <summary>A place for what a test writes.</summary>
    internal string Place(string name) => Path.Combine(_parent, name);

    /// <summary>Starts one and waits until it emits.</summary>
    internal Process Start(params string[] arguments) => StartOf(Program, arguments);

    /// <summary>Starts one of another build.</summary>
    internal Process StartOf(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        lock (_processes)
        {
            _processes.Add(process);
        }

        Assert.Equal("running", process.StandardOutput.ReadLine());
        return process;
    }

    /// <summary>Runs tracectl for them.</summary>
    internal Tracectl Run(params string[] arguments) => Tracectl.Run(arguments, "", Environment);

    /// <summary>Starts tracectl for them, and waits until its messages have a line that contains a text.</summary>
    internal Process StartTool(string awaited, params string[] arguments)
    {
        Process tool = Tracectl.Start(arguments, Environment);
        lock (_processes)
        {
            _processes.Add(tool);
        }

        string line = tool.StandardError.ReadLine() ?? "nothing";
        Assert.Contains(awaited, line, StringComparison.Ordinal);
        return tool;
    }

    /// <summary>Sends a signal.</summary>
    internal static void Send(string signal, Process process)
    {
        using Process kill = Process.Start("kill", [signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        Directory.Delete(_parent, recursive: true);
    }
}
