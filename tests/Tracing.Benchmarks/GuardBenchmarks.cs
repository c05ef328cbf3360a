using BenchmarkDotNet.Attributes;

namespace Tracing.Benchmarks;

/// <summary>What a tracepoint costs that nobody records, over the loop that it stands in.</summary>
public class GuardBenchmarks
{
    private const int Calls = 1000;

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int EmptyLoop()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += i;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public int Disabled()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += i;
            BenchTrace.Off(i);
        }

        return sum;
    }
}
