using Tracing.Reader;

namespace Tracing.Tool.Output;

/// <summary>What is said to the person, on standard error.</summary>
internal static class Messages
{
    private const string Program = "tracectl";

    /// <summary>Says that something failed.</summary>
    public static void Error(string message) => Write("31", message);

    /// <summary>Says something that should be known.</summary>
    public static void Warn(string message) => Write("33", message);

    /// <summary>Says something as it is.</summary>
    public static void Say(string message)
    {
        ProgressMeter.Clear();
        Console.Error.WriteLine(message);
    }

    /// <summary>Tells what is wrong with a trace; returns the exit code that this means.</summary>
    public static int TellProblems(IReadOnlyCollection<TraceProblem> problems)
    {
        foreach (TraceProblem problem in problems)
        {
            Error(problem.ToString());
        }

        return problems.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Write(string colour, string message)
    {
        ProgressMeter.Clear();
        string prefix = Terminal.HasErrorColour ? $"\e[{colour}m{Program}:\e[0m " : Program + ": ";
        Console.Error.WriteLine(prefix + message);
    }
}
