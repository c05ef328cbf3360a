using Tracing;

namespace Tracing.Benchmarks;

[TracepointProvider("bench")]
public static partial class BenchTrace
{
    [Tracepoint]
    public static partial void Off(int value);

    [Tracepoint]
    public static partial void Int(int value);

    [Tracepoint]
    public static partial void IntLongString(int id, long size, string name);

    [Tracepoint]
    public static partial void SixLongs(long a, long b, long c, long d, long e, long f);
}
