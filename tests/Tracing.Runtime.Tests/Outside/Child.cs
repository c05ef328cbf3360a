using System.Diagnostics;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Outside;

/// <summary>A process that does what it is told, line by line, and answers with a line.</summary>
internal class Child : IDisposable
{
    private const int TimeoutMs = 60_000;

    private readonly Process _process;
    private readonly Task<string> _error;

    public Child(params string[] arguments)
    {
        var start = new ProcessStartInfo(TestApp.Program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("TRACING_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
        Assert.Equal("ready", Read());
    }

    public int Id => _process.Id;

    /// <summary>Says a line and returns the answer.</summary>
    public string Ask(string line)
    {
        Say(line);
        return Read();
    }

    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public string Read()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        Assert.True(line.Wait(TimeoutMs), "No answer.");
        return line.Result ?? throw new InvalidOperationException("The process has ended: " + _error.Result);
    }

    /// <summary>Kills it if it has not ended by then.</summary>
    public void KillAfter(int delayMs)
    {
        _process.WaitForExit(delayMs);
        Kill();
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(string name) => Assert.Equal(0, Programs.Run("kill", ["-" + name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).ExitCode);

    public void Wait()
    {
        Assert.True(_process.WaitForExit(TimeoutMs), "It did not end.");
        Assert.Equal((TestApp.OwnExitCode, ""), (_process.ExitCode, _error.Result));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
