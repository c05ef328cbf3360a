using System.Diagnostics;
using System.Text;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Control;

/// <summary>A running application with a control endpoint, in a folder of its own: Tracing.TestApp, which does what it is told by its standard input.</summary>
internal sealed class ControlledApp : IDisposable
{
    private readonly StringBuilder _error = new();
    private readonly Process _process;

    /// <param name="folder">Where its socket goes unless the variables say otherwise.</param>
    /// <param name="environment">Variables beside those.</param>
    public ControlledApp(string folder, params (string Name, string Value)[] environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is a control endpoint on Linux only.");
        var start = new ProcessStartInfo(TestApp.Program, ["controlled"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("TRACING_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["TRACING_CONTROL_DIR"] = folder;
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Folder = folder;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
            {
                _error.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
        Assert.Equal("ready", _process.StandardOutput.ReadLine());
    }

    public string Folder { get; }

    public int Id => _process.Id;

    /// <summary>The one socket in the folder.</summary>
    public string Socket => Assert.Single(Directory.GetFiles(Folder), path => Path.GetFileName(path).StartsWith($"{Id}-", StringComparison.Ordinal));

    /// <summary>The names of its threads, as the system has them.</summary>
    public string[] Threads => [.. Directory.GetDirectories($"/proc/{Id}/task").Select(NameOf).OfType<string>()];

    /// <summary>A client that has said hello.</summary>
    public ControlConnection Connect() => ControlConnection.Greet(Socket);

    /// <summary>Has it do something, and returns what it says.</summary>
    public string Do(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The app ended: {Error}");
    }

    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString().Trim();
            }
        }
    }

    /// <summary>Lets it end by itself; its exit code.</summary>
    public int End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static string? NameOf(string task)
    {
        try
        {
            return File.ReadAllText(task + "/comm").Trim();
        }
        catch (IOException)
        {
            // It has ended since the folder was listed.
            return null;
        }
    }
}
