namespace Tracing.Runtime.Tests.Rules;

/// <summary>Tracepoints with typed probes, one for each test: tests of a class come one after the other, those of others at the same time.</summary>
[TracepointProvider("probed")]
internal static partial class ProbedTrace
{
    [Tracepoint]
    public static partial void Ordered(int value);

    [Tracepoint]
    public static partial void Twice();

    [Tracepoint]
    public static partial void Recorded(int value);

    [Tracepoint]
    public static partial void Faulty(int value);

    [Tracepoint]
    public static partial void Contended(int value);

    [Tracepoint]
    public static partial void Slow();

    [Tracepoint]
    public static partial void Outer(int value);

    [Tracepoint]
    public static partial void Inner(int value);

    [Tracepoint]
    public static partial void Self();

    [Tracepoint]
    public static partial void Left();

    [Tracepoint]
    public static partial void Right();
}
