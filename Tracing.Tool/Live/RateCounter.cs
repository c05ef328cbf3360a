using System.Diagnostics;
using Tracing.Control;
using Tracing.Tool.Control;

namespace Tracing.Tool.Live;

/// <summary>How often the tracepoints of a process are passed, from one count to the next.</summary>
internal sealed class RateCounter(ControlClient client, string[] patterns)
{
    private readonly Dictionary<string, long> _before = new(StringComparer.Ordinal);
    private long _lastCount;

    /// <summary>Whose they are.</summary>
    public HelloResult Process => client.Process;

    /// <summary>As of the latest count, by name.</summary>
    public List<EventRate> Rates { get; private set; } = [];

    /// <summary>Counts.</summary>
    public void Update()
    {
        long now = Stopwatch.GetTimestamp();
        double seconds = Stopwatch.GetElapsedTime(_lastCount, now).TotalSeconds;
        Rates = [];
        foreach (TracepointEntry tracepoint in TracepointQuery.Run(client, patterns))
        {
            long hits = tracepoint.Hits ?? 0;
            long added = hits - _before.GetValueOrDefault(tracepoint.Name);
            _before[tracepoint.Name] = hits;
            Rates.Add(new EventRate(Process, tracepoint.Name, hits, added, _lastCount == 0 ? 0 : added / seconds));
        }

        _lastCount = now;
    }
}

/// <summary>How often a tracepoint is passed.</summary>
/// <param name="Process">Whose it is.</param>
/// <param name="Name">The event.</param>
/// <param name="Hits">Since it is counted.</param>
/// <param name="Added">Since the count before.</param>
/// <param name="Rate">In a second, since the count before.</param>
internal sealed record EventRate(HelloResult Process, string Name, long Hits, long Added, double Rate);
