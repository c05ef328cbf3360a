using BenchmarkDotNet.Attributes;

namespace Tracing.Benchmarks;

/// <summary>What a typed probe costs while no session records: the call of a handler that does next to nothing, over the guard that leads to it.</summary>
public class HandlerBenchmarks
{
    private const int Calls = 1000;

    private readonly List<IDisposable> _attachments = [];
    private readonly Action<int> _delegate;
    private int _sum;

    public HandlerBenchmarks() => _delegate = value => _sum += value;

    [GlobalSetup]
    public void Setup()
    {
        _attachments.Add(BenchTrace.AttachHandled(value => _sum += value));
        _attachments.Add(BenchTrace.AttachHandledTwice(value => _sum += value));
        _attachments.Add(BenchTrace.AttachHandledTwice(value => _sum += value));
    }

    [GlobalCleanup]
    public void Cleanup() => _attachments.ForEach(static attachment => attachment.Dispose());

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void Guard()
    {
        for (int i = 0; i < Calls; i++)
        {
            BenchTrace.Off(i);
        }
    }

    /// <summary>For scale: nothing but the call of a delegate.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public int Delegate()
    {
        for (int i = 0; i < Calls; i++)
        {
            _delegate(i);
        }

        return _sum;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public int OneHandler()
    {
        for (int i = 0; i < Calls; i++)
        {
            BenchTrace.Handled(i);
        }

        return _sum;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public int TwoHandlers()
    {
        for (int i = 0; i < Calls; i++)
        {
            BenchTrace.HandledTwice(i);
        }

        return _sum;
    }
}
