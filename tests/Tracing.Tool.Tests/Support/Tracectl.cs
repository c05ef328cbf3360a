using System.Diagnostics;

namespace Tracing.Tool.Tests.Support;

/// <summary>Runs the real program.</summary>
internal sealed record Tracectl(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command line, output and messages into pipes.</summary>
    public static Tracectl Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tracectl.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill();
            throw new TimeoutException($"tracectl {string.Join(' ', arguments)} did not end.");
        }

        return new Tracectl(process.ExitCode, output, error.Result);
    }

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
