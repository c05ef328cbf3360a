using System.Reflection;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Packages.Tests;

/// <summary>Runs the .NET SDK's command line as a user would.</summary>
internal static class DotnetCli
{
    public static string RepositoryRoot { get; } = typeof(DotnetCli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Runs a command in a folder; fails the test when it fails or warns.</summary>
    public static string Run(string folder, params string[] arguments)
    {
        Programs.Result result = TryRun(folder, arguments);
        Assert.True(result.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} failed:\n{result.Output}{result.Error}");
        Assert.DoesNotMatch("warning +[A-Z]+[0-9]+", result.Output);
        return result.Output;
    }

    /// <summary>Runs a command in a folder.</summary>
    public static Programs.Result TryRun(string folder, params string[] arguments) => Programs.Run("dotnet", arguments, start =>
    {
        start.WorkingDirectory = folder;

        // What a surrounding `dotnet test` has set is not this command's business.
        foreach (string name in start.Environment.Keys.Where(IsOfBuild).ToArray())
        {
            start.Environment.Remove(name);
        }

        // No process may outlive the command: it would keep our end of its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
    });

    private static bool IsOfBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TRACING_", StringComparison.Ordinal);
}
