using BenchmarkDotNet.Attributes;
using Tracing.Runtime;
using Tracing.Runtime.Clock;

namespace Tracing.Benchmarks;

/// <summary>
/// A recorded event beside the one thing that it cannot do without, reading the counter. Into a flight recorder of the default
/// size, so that neither a disk nor a consumer that was too late is measured.
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
        _session = TraceSession.Create("bench", new TraceSessionOptions { Clock = Clock });
        _session.Enable("bench:Int*");
        _session.Enable("bench:SixLongs");
        _session.Enable("bench:OnCpu*", _session.AddChannel("cpu", new ChannelOptions { Mode = BufferMode.Overwrite, Scope = BufferScope.Cpu }));
        _session.Start();
        _readCounter = CycleCounter.Reader(isOrdered: Clock == ClockKind.Tsc);
    }

    [GlobalCleanup]
    public void Cleanup() => _session!.Dispose();

    [Benchmark(Baseline = true)]
    public unsafe ulong BareCounterRead() => _readCounter();

    [Benchmark]
    public void Int() => BenchTrace.Int(42);

    [Benchmark]
    public void IntLongString16() => BenchTrace.IntLongString(42, 1L << 40, "sixteen letters!");

    [Benchmark]
    public void SixLongs() => BenchTrace.SixLongs(1, 2, 3, 4, 5, 6);

    [Benchmark]
    public void CpuRingInt() => BenchTrace.OnCpu(42);

    [Benchmark]
    public void CpuRingIntLongString16() => BenchTrace.OnCpuIntLongString(42, 1L << 40, "sixteen letters!");
}
