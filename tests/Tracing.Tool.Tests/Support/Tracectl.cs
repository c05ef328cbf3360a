using System.Diagnostics;

namespace Tracing.Tool.Tests.Support;

/// <summary>Runs the real program.</summary>
internal sealed record Tracectl(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command line, output and messages into pipes.</summary>
    public static Tracectl Run(params string[] arguments) => Run(arguments, "");

    /// <summary>Runs a command line with variables and input of its own.</summary>
    public static Tracectl Run(string[] arguments, string input, params (string Name, string Value)[] environment)
    {
        using Process process = Start(arguments, environment);
        process.StandardInput.Write(input);
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

    /// <summary>Starts a command line, all of its streams in pipes.</summary>
    public static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tracectl.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
