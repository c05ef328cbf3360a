using BenchmarkDotNet.Attributes;
using Tracing.Runtime;
using Tracing.Runtime.Clock;

namespace Tracing.Benchmarks;

/// <summary>What a filter adds to an event, on its way to a flight recorder. The ratios are to the same event without one.</summary>
[MemoryDiagnoser]
public class FilterBenchmarks
{
    /// <summary>Far longer than compiling takes: in this time a filter is interpreted.</summary>
    private static readonly TimeSpan s_compiling = TimeSpan.FromMilliseconds(500);

    private TraceSession? _session;

    [GlobalSetup]
    public void Setup()
    {
        _session = TraceSession.Create("bench", new TraceSessionOptions { Clock = ClockKind.Tsc });
        TraceChannel threads = _session.AddChannel("threads", new ChannelOptions { Mode = BufferMode.Overwrite });
        TraceChannel cpus = _session.AddChannel("cpus", new ChannelOptions { Mode = BufferMode.Overwrite, Scope = BufferScope.Cpu });
        _session.Enable("bench:Int", threads);
        _session.Enable("bench:OnCpu", cpus);
        _session.Enable("bench:IntLongString", threads);
        _session.Enable("bench:FilteredInt", threads, new EventRuleOptions { Filter = "value > 100" });
        _session.Enable("bench:FilteredOnCpu", cpus, new EventRuleOptions { Filter = "value > 100" });
        _session.Enable("bench:FilteredString", threads, new EventRuleOptions { Filter = "name == \"sixteen letters!\"" });
        _session.Enable("bench:SampledInt", threads, new EventRuleOptions { OneIn = 1000 });
        _session.Start();
        Thread.Sleep(s_compiling);
    }

    [GlobalCleanup]
    public void Cleanup() => _session!.Dispose();

    [Benchmark(Baseline = true)]
    public void Int() => BenchTrace.Int(42);

    [Benchmark]
    public void IntRejected() => BenchTrace.FilteredInt(42);

    [Benchmark]
    public void IntAccepted() => BenchTrace.FilteredInt(142);

    [Benchmark]
    public void OneInAThousand() => BenchTrace.SampledInt(42);

    [Benchmark]
    public void IntLongString16() => BenchTrace.IntLongString(42, 1L << 40, "sixteen letters!");

    [Benchmark]
    public void StringEqual() => BenchTrace.FilteredString(42, 1L << 40, "sixteen letters!");

    [Benchmark]
    public void StringDifferent() => BenchTrace.FilteredString(42, 1L << 40, "sixteen  letters");

    [Benchmark]
    public void CpuRingInt() => BenchTrace.OnCpu(42);

    [Benchmark]
    public void CpuRingIntRejected() => BenchTrace.FilteredOnCpu(42);

    [Benchmark]
    public void CpuRingIntAccepted() => BenchTrace.FilteredOnCpu(142);
}
