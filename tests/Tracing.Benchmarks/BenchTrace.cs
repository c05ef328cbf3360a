using Tracing;

namespace Tracing.Benchmarks;

[TracepointProvider("bench")]
public static partial class BenchTrace
{
    [Tracepoint]
    public static partial void Off(int value);

    [Tracepoint]
    public static partial void Int(int value);

    /// <summary>Recorded in a channel with a ring for each processor.</summary>
    [Tracepoint]
    public static partial void OnCpu(int value);

    /// <summary>As above.</summary>
    [Tracepoint]
    public static partial void OnCpuIntLongString(int id, long size, string name);

    [Tracepoint]
    public static partial void IntLongString(int id, long size, string name);

    [Tracepoint]
    public static partial void SixLongs(long a, long b, long c, long d, long e, long f);

    [Tracepoint]
    public static partial void FilteredInt(int value);

    [Tracepoint]
    public static partial void FilteredOnCpu(int value);

    [Tracepoint]
    public static partial void FilteredString(int id, long size, string name);

    [Tracepoint]
    public static partial void SampledInt(int value);

    [Tracepoint]
    public static partial void Handled(int value);

    [Tracepoint]
    public static partial void HandledTwice(int value);
}
