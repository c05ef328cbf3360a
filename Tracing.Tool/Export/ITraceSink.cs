using Tracing.Reader;
using Tracing.Tool.Analysis;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Export;

/// <summary>A form of trace that knows spans, instants and counters.</summary>
internal interface ITraceSink
{
    /// <summary>A thread that was not met before.</summary>
    void AddThread(TraceThread thread);

    /// <summary>A span begins: on its thread if the key is a thread, else for itself.</summary>
    void Begin(in TraceEvent item, TraceThread thread, SpanRule rule, in SpanKey key);

    /// <summary>The span ends that was begun with the same rule and key; on a thread, the innermost.</summary>
    void End(in TraceEvent item, TraceThread thread, SpanRule rule, in SpanKey key);

    /// <summary>An event that is neither.</summary>
    void Instant(in TraceEvent item, TraceThread thread);

    /// <summary>A counter's new value.</summary>
    void Count(in TraceEvent item, TraceThread thread, string counter, double value);

    /// <summary>Events or packets that were lost.</summary>
    void Lose(in TraceEvent item);

    /// <summary>There are no more.</summary>
    void Finish();
}
