using BenchmarkDotNet.Attributes;
using Tracing.Runtime;

namespace Tracing.Benchmarks;

/// <summary>What a statedump adds to a session's start, which makes it in the background, and how long one takes that is waited for.</summary>
public class StatedumpBenchmarks
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "tracing-bench-" + Guid.NewGuid().ToString("N"));
    private TraceSession? _session;
    private int _number;

    [IterationSetup(Target = nameof(StartWithout))]
    public void CreateWithout() => Create(null);

    [IterationSetup(Target = nameof(Start))]
    public void Create() => Create(new StatedumpOptions());

    [IterationSetup(Target = nameof(Dump))]
    public void CreateStarted()
    {
        Create(null);
        _session!.Start();
    }

    [IterationCleanup]
    public void Stop() => _session!.Dispose();

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public void StartWithout() => _session!.Start();

    [Benchmark]
    public void Start() => _session!.Start();

    [Benchmark]
    public void Dump() => _session!.Statedump();

    private void Create(StatedumpOptions? statedump)
    {
        _session = TraceSession.Create("bench", new TraceSessionOptions { Output = Path.Combine(_folder, $"{_number++}"), Statedump = statedump });
        _session.Enable("bench:*");
    }
}
