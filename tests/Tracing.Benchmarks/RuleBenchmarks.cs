using BenchmarkDotNet.Attributes;
using Tracing.Registry;
using Tracing.Runtime;

namespace Tracing.Benchmarks;

/// <summary>Enabling 10,000 tracepoints of a running session by one pattern, metadata on disk included, and disabling them.</summary>
public class RuleBenchmarks
{
    private const int Providers = 100;
    private const int TracepointsEach = 100;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "tracing-bench-" + Guid.NewGuid().ToString("N"));
    private TraceSession? _session;
    private int _number;

    [GlobalSetup]
    public void Register()
    {
        for (int i = 0; i < Providers; i++)
        {
            TracepointRegistry.Register(new ManyTracepoints($"many{i}", TracepointsEach));
        }
    }

    [IterationSetup(Targets = [nameof(Enable), nameof(EnableWithFilter)])]
    public void Start()
    {
        _session = TraceSession.Create("bench", new TraceSessionOptions { Output = Path.Combine(_folder, $"{_number++}") });
        _session.Start();
    }

    [IterationSetup(Target = nameof(Disable))]
    public void StartEnabled()
    {
        Start();
        _session!.Enable("many*");
    }

    [IterationCleanup]
    public void Stop() => _session!.Dispose();

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public void Enable() => _session!.Enable("many*");

    [Benchmark]
    public void EnableWithFilter() => _session!.Enable("many*", options: new EventRuleOptions { Filter = "id > 100 && name == \"a*\"" });

    [Benchmark]
    public void Disable() => _session!.Disable("many*");
}
