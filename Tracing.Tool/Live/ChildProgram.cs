using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tracing.Tool.Live;

/// <summary>The command that is recorded: it has this program's standard streams, gets its signals, and gives it its exit code.</summary>
internal sealed partial class ChildProgram : IDisposable
{
    /// <summary>Linux's and macOS's; what Ctrl-C and Ctrl-\ send goes to all processes of the terminal anyway.</summary>
    private static readonly Dictionary<PosixSignal, int> s_numbers = new()
    {
        [PosixSignal.SIGHUP] = 1,
        [PosixSignal.SIGINT] = 2,
        [PosixSignal.SIGQUIT] = 3,
        [PosixSignal.SIGTERM] = 15,
    };

    private readonly Process _process;
    private readonly List<PosixSignalRegistration> _registrations = [];

    private ChildProgram(Process process) => _process = process;

    /// <summary>Its id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether it ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it returned: 128 and the signal's number if one killed it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">What it gets beside this program's own.</param>
    /// <param name="ended">Called when it ended, on another thread.</param>
    /// <exception cref="ToolException">It cannot be started.</exception>
    public static ChildProgram Start(string[] command, IEnumerable<KeyValuePair<string, string>> environment, Action ended)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => ended();
        var child = new ChildProgram(process);
        child.Forward();
        try
        {
            process.Start();
            return child;
        }
        catch (Win32Exception exception)
        {
            child.Dispose();
            throw new ToolException($"'{command[0]}' could not be started: {exception.Message}");
        }
    }

    /// <summary>Waits until it ended.</summary>
    public void Wait() => _process.WaitForExit();

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(static registration => registration.Dispose());
        _process.Dispose();
    }

    private void Forward()
    {
        foreach ((PosixSignal signal, int number) in s_numbers)
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                bool isFromTerminal = signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && !(Console.IsInputRedirected && Console.IsErrorRedirected && Console.IsOutputRedirected);
                if (!OperatingSystem.IsWindows() && !isFromTerminal && !_process.HasExited)
                {
                    // It may have ended just now.
                    _ = Kill(_process.Id, number);
                }
            }));
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
