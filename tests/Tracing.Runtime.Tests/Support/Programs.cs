using System.Diagnostics;

namespace Tracing.Runtime.Tests.Support;

/// <summary>Runs the real tools. Where one is missing the test is skipped, but on a build machine it fails.</summary>
internal static class Programs
{
    private const int TimeoutMs = 300_000;

    public sealed record Result(int ExitCode, string Output, string Error)
    {
        public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Runs a program that may not be installed.</summary>
    public static Result Tool(string program, params string[] arguments)
    {
        bool isInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!isInstalled && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"The program '{program}' is not installed.");
        }

        Assert.True(isInstalled, $"The program '{program}' is not installed, and this is a build machine.");
        return Run(program, arguments);
    }

    public static Result Run(string program, IEnumerable<string> arguments, Action<ProcessStartInfo>? configure = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        configure?.Invoke(start);
        using Process process = Process.Start(start)!;
        if (start.RedirectStandardInput)
        {
            // Nothing comes: a program that reads it is not to wait.
            process.StandardInput.Close();
        }

        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeoutMs))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end:\n{output.Result}{error.Result}");
        }

        return new Result(process.ExitCode, output.Result, error.Result);
    }
}
