using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Tracing.Runtime.Tests.Triggers;

/// <summary>Keeps what an EventSource writes while it lives.</summary>
internal sealed class RuntimeReports : EventListener
{
    private readonly string _source;
    private ConcurrentBag<int>? _ids;

    public RuntimeReports(string source)
    {
        _source = source;
        foreach (EventSource known in EventSource.GetSources())
        {
            EnableIfWanted(known);
        }
    }

    public int Count(int id) => Ids.Count(other => other == id);

    protected override void OnEventSourceCreated(EventSource eventSource) => EnableIfWanted(eventSource);

    protected override void OnEventWritten(EventWrittenEventArgs eventData) => Ids.Add(eventData.EventId);

    private ConcurrentBag<int> Ids => LazyInitializer.EnsureInitialized(ref _ids, static () => []);

    private void EnableIfWanted(EventSource source)
    {
        // The base's constructor calls before this one's fields are set.
        if (_source is not null && source.Name == _source)
        {
            EnableEvents(source, EventLevel.Verbose);
        }
    }
}
