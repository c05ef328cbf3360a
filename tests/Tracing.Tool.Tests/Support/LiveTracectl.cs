using System.Diagnostics;
using System.Globalization;

namespace Tracing.Tool.Tests.Support;

/// <summary>The real program while it runs: its lines as they come.</summary>
internal sealed class LiveTracectl : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private LiveTracectl(Process process) => _process = process;

    /// <summary>Starts a command line.</summary>
    public static LiveTracectl Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "tracectl.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        return new LiveTracectl(Process.Start(start)!);
    }

    /// <summary>The next line of its output; null at the end.</summary>
    public string? ReadLine() => WithPatience(_process.StandardOutput.ReadLineAsync());

    /// <summary>The next line of its messages; null at the end.</summary>
    public string? ReadMessage() => WithPatience(_process.StandardError.ReadLineAsync());

    /// <summary>Sends what Ctrl-C sends.</summary>
    public void Interrupt()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end; the rest of its output, and its exit code.</summary>
    public (string Output, string Error, int ExitCode) End()
    {
        Task<string> error = _process.StandardError.ReadToEndAsync();
        string output = WithPatience(_process.StandardOutput.ReadToEndAsync());
        if (!_process.WaitForExit(s_patience))
        {
            throw new TimeoutException("tracectl did not end.");
        }

        return (output, error.Result, _process.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static T WithPatience<T>(Task<T> task) => task.Wait(s_patience) ? task.Result : throw new TimeoutException("tracectl says nothing.");
}
