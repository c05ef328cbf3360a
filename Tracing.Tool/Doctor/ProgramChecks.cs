using Tracing.Runtime;

namespace Tracing.Tool.Doctor;

/// <summary>Programs and variables around recording.</summary>
internal static class ProgramChecks
{
    private const string DisableVariable = "TRACING_DISABLE";

    public static IEnumerable<Finding> Run()
    {
        yield return TracingRuntime.IsAvailable
            ? new Finding("recording", Verdict.Good, "programs that are started here can record")
            : new Finding("recording", Verdict.Bad, $"{DisableVariable} keeps programs that are started here from recording", $"unset {DisableVariable}");
        yield return Find("babeltrace2") is { } path
            ? new Finding("babeltrace2", Verdict.Good, path)
            : new Finding("babeltrace2", Verdict.Poor, "not installed; tracectl reads traces without it", "apt-get install babeltrace2");
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
