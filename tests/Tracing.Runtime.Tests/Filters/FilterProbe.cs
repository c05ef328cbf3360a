using Tracing.Registry;
using Tracing.Runtime.Filters;
using Tracing.Runtime.Rules;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Filters;

/// <summary>Asks a filter of a record as a probe serializes it, in both forms.</summary>
internal sealed unsafe class FilterProbe : RecordingChannel
{
    private FilterProbe()
    {
    }

    public override int Number => ThreadBlock.MaxChannels - 1;

    /// <summary>What the interpreted and the compiled form say; null if the filter does not apply to the tracepoint.</summary>
    public static (bool Interpreted, bool Compiled)? Ask(string expression, TracepointDescriptor tracepoint, Action emit)
    {
        EventFilter.Binding binding = new EventFilter(expression).Bind(tracepoint, context: null);
        if (binding.Condition is null)
        {
            return null;
        }

        RecordPredicate interpreted = new InterpretedFilter(binding.Condition).Predicate;
        RecordPredicate compiled = FilterCompiler.Compile(binding.Condition);
        (bool, bool)? answers = null;
        var stage = new RecordStage
        {
            Filter = new RecordFilter((payload, context, filterContext) =>
            {
                answers = (interpreted(payload, context, filterContext), compiled(payload, context, filterContext));
                return false;
            }),
            FilterContexts = binding.Contexts,
            MaxSize = long.MaxValue,
        };
        var thread = new Thread(() => emit()) { Name = "filter table" };
        TracepointRegistry.Change(() => tracepoint.Provider.Publish(tracepoint.Index, new TracepointBinding(new FilterProbe(), eventId: 0, next: null, stage)));
        try
        {
            thread.Start();
            thread.Join();
        }
        finally
        {
            TracepointRegistry.Change(() => tracepoint.Provider.Publish(tracepoint.Index, null));
        }

        return answers ?? throw new InvalidOperationException("The filter was not asked.");
    }

    public override bool TryOpenRing(TracingThread thread, RingSlot* slot, ulong timestamp) => false;
}
