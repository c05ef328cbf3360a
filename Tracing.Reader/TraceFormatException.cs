namespace Tracing.Reader;

/// <summary>A trace cannot be read, or not any further in strict mode.</summary>
public sealed class TraceFormatException : Exception
{
    /// <summary>An exception for a problem.</summary>
    /// <param name="problem">What is wrong.</param>
    public TraceFormatException(TraceProblem problem)
        : base(problem?.ToString())
    {
        ArgumentNullException.ThrowIfNull(problem);
        Problem = problem;
    }

    /// <summary>What is wrong, and where.</summary>
    public TraceProblem Problem { get; }
}
