using BenchmarkDotNet.Attributes;
using Tracing.Runtime;
using Tracing.Runtime.Clock;

namespace Tracing.Benchmarks;

/// <summary>
/// A recorded event beside the one thing that it cannot do without, reading the counter. The consumer drains and throws
/// away, so that no disk is measured; a run that discarded an event fails, since a drop is cheaper than a record.
/// </summary>
[MemoryDiagnoser]
public class ProbeBenchmarks
{
    private TraceSession? _session;
    private unsafe delegate* unmanaged[SuppressGCTransition]<ulong> _readCounter;

    [Params(ClockKind.Tsc, ClockKind.TscRelaxed)]
    public ClockKind Clock { get; set; }

    [GlobalSetup]
    public unsafe void Setup()
    {
        _session = TraceSession.Create("bench", new TraceSessionOptions { Output = "unused", Clock = Clock, MakeOutput = static _ => new NullOutput() });
        TraceChannel channel = _session.AddChannel("ring", new ChannelOptions { SubBufferSize = 1 << 20, SubBufferCount = 16 });
        _session.Enable("bench:Int*", channel);
        _session.Enable("bench:SixLongs", channel);
        _session.Start();
        _readCounter = CycleCounter.Reader(isOrdered: Clock == ClockKind.Tsc);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _session!.Stop();
        SessionStatistics statistics = _session.Statistics;
        _session.Dispose();
        if (statistics.Discarded != 0)
        {
            throw new InvalidOperationException($"{statistics.Discarded} of {statistics.Recorded} events were discarded: the figures are not those of recording.");
        }
    }

    [Benchmark(Baseline = true)]
    public unsafe ulong BareCounterRead() => _readCounter();

    [Benchmark]
    public void Int() => BenchTrace.Int(42);

    [Benchmark]
    public void IntLongString16() => BenchTrace.IntLongString(42, 1L << 40, "sixteen letters!");

    [Benchmark]
    public void SixLongs() => BenchTrace.SixLongs(1, 2, 3, 4, 5, 6);
}
