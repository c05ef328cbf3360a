using BenchmarkDotNet.Attributes;
using Tracing.Runtime;
using Tracing.Runtime.Clock;

namespace Tracing.Benchmarks;

/// <summary>What contexts add to an int event. The ratios are to reading the counter: the bars are told in it.</summary>
[MemoryDiagnoser]
public class ContextBenchmarks
{
    private TraceSession? _session;
    private unsafe delegate* unmanaged[SuppressGCTransition]<ulong> _readCounter;

    /// <summary>Separated by blanks.</summary>
    [Params("", "cpu_id", "vtid", "vtid procname", "thread_name", "trace_id span_id", "alloc_bytes", "gc_gen0")]
    public string Contexts { get; set; } = "";

    [GlobalSetup]
    public unsafe void Setup()
    {
        _session = TraceSession.Create("bench", new TraceSessionOptions { Clock = ClockKind.Tsc });
        TraceChannel channel = _session.AddChannel("channel", new ChannelOptions { Mode = BufferMode.Overwrite });
        foreach (string name in Contexts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            channel.AddContext(name);
        }

        _session.Enable("bench:Int", channel);
        _session.Start();
        _readCounter = CycleCounter.Reader(isOrdered: true);
    }

    [GlobalCleanup]
    public void Cleanup() => _session!.Dispose();

    [Benchmark(Baseline = true)]
    public unsafe ulong BareCounterRead() => _readCounter();

    [Benchmark]
    public void Int() => BenchTrace.Int(42);
}
