using System.ComponentModel;
using System.Diagnostics;

namespace Tracing.Tool.Output;

/// <summary>The user's pager: what PAGER says, else less.</summary>
internal sealed class Pager : IDisposable
{
    /// <summary>For less, unless LESS says otherwise: quit if it fits the screen, colours, leave the text on the screen.</summary>
    private const string LessOptions = "FRX";

    private readonly Process _process;

    private Pager(Process process) => _process = process;

    /// <summary>What the pager shows.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Starts it; null if there is none or the user wants none.</summary>
    public static Pager? TryStart()
    {
        string? command = Environment.GetEnvironmentVariable("PAGER");
        if (command is "" or "cat" || OperatingSystem.IsWindows())
        {
            return null;
        }

        // The shell takes options and quotes in PAGER apart as the user means them.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command ?? "if command -v less >/dev/null; then exec less; else exec cat; fi");
        if (Environment.GetEnvironmentVariable("LESS") is null)
        {
            start.Environment["LESS"] = LessOptions;
        }

        try
        {
            return Process.Start(start) is Process process ? new Pager(process) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Waits until the user has seen enough.</summary>
    public void Dispose()
    {
        _process.WaitForExit();
        _process.Dispose();
    }
}
