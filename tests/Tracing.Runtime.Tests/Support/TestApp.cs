using System.Globalization;

namespace Tracing.Runtime.Tests.Support;

/// <summary>Runs the program Tracing.TestApp: what concerns a whole process is tested in one of its own.</summary>
internal static class TestApp
{
    /// <summary>What its Main returns.</summary>
    public const int OwnExitCode = 7;

    /// <summary>What it passes to Environment.Exit.</summary>
    public const int ExitCode = 9;

    /// <summary>SIGABRT, in a shell's way of telling: what the .NET runtime ends with after an unhandled exception.</summary>
    public const int AbortedExitCode = 128 + 6;

    /// <summary>Beside this test assembly, built in the same configuration.</summary>
    public static string FolderOf(string project) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));

    public static string Program { get; } = Path.Combine(FolderOf("Tracing.TestApp"), "Tracing.TestApp" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    /// <summary>Runs it with these variables and no other ones of ours.</summary>
    public static Programs.Result Run(string[] arguments, params (string Name, string Value)[] environment) => Run(Program, arguments, environment);

    /// <summary>Runs a shell script as root, with file systems of its own; <c>$0</c> is the program. Skips the test where that is not allowed.</summary>
    public static Programs.Result RunAlone(string script, params (string Name, string Value)[] environment)
    {
        if (!OperatingSystem.IsLinux() || Programs.Run("unshare", ["--mount", "true"]).ExitCode != 0)
        {
            Assert.Skip("This user may not mount file systems.");
        }

        return Run("unshare", ["--mount", "sh", "-e", "-c", script, Program], environment);
    }

    /// <summary>The process id that it printed.</summary>
    public static int ProcessId(this Programs.Result result) =>
        int.Parse(result.Lines.First(line => line.StartsWith("pid ", StringComparison.Ordinal)).AsSpan(4), CultureInfo.InvariantCulture);

    private static Programs.Result Run(string program, string[] arguments, (string Name, string Value)[] environment) => Programs.Run(program, arguments, start =>
    {
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("TRACING_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
    });
}
