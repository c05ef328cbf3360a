using Tracing.Registry;
using Tracing.Runtime.Catalog;
using Tracing.Runtime.Rules;

namespace Tracing.Runtime;

/// <summary>All tracepoints of this process: what they are, who records them, and how often they are passed. Thread-safe.</summary>
public static class TracepointCatalog
{
    /// <summary>The tracepoints whose names match, in the order in which their providers registered.</summary>
    /// <param name="pattern">As in <see cref="TraceSession.Enable"/>.</param>
    /// <returns>What is known of each at this moment; it does not change with it.</returns>
    /// <exception cref="ArgumentException">The pattern can match nothing.</exception>
    public static IReadOnlyList<TracepointInfo> List(string pattern = "*")
    {
        var parsed = new EventPattern(pattern, nameof(pattern));
        return TracepointRegistry.Change(() => (TracepointInfo[])
        [
            .. from provider in TracepointRegistry.ProvidersUnsynchronized
               from tracepoint in provider.Tracepoints
               where parsed.Matches(tracepoint.FullName)
               select Describe(tracepoint),
        ]);
    }

    /// <summary>
    /// Counts the events of the tracepoints whose names match, also of providers that load later, with or without a session. Each event of a
    /// tracepoint that nobody records costs reading the clock then; otherwise counting costs a few instructions more. Nothing is counted, and
    /// nothing costs, unless asked.
    /// </summary>
    /// <param name="pattern">As in <see cref="TraceSession.Enable"/>.</param>
    /// <returns>Ends the counting when disposed. A tracepoint that is counted by several has one count, from the first of them on.</returns>
    /// <exception cref="ArgumentException">The pattern can match nothing.</exception>
    /// <exception cref="InvalidOperationException">Tracing is switched off in this process.</exception>
    public static IDisposable CountHits(string pattern)
    {
        var parsed = new EventPattern(pattern, nameof(pattern));
        if (!TracingRuntime.IsAvailable)
        {
            throw new InvalidOperationException(TracingRuntime.UnavailableReason);
        }

        TracingRuntime.Initialize();
        return new HitCounting(parsed);
    }

    private static TracepointInfo Describe(TracepointDescriptor tracepoint) => new(
        tracepoint.FullName,
        tracepoint.Number,
        tracepoint.Level,
        FieldList.Of(tracepoint.Fields),
        tracepoint.Format,
        tracepoint.SourceFile,
        tracepoint.SourceLine,
        BindingTable.RecordersOf(tracepoint),
        tracepoint.Provider.Handlers[tracepoint.Index].Attached?.Length ?? 0,
        BindingTable.HitsOf(tracepoint));
}
