using System.Diagnostics;
using Tracing.Writing;

namespace Tracing.Runtime.Context;

/// <summary>The trace that <see cref="Activity.Current"/> is a part of: 32 hexadecimal digits, or null without one.</summary>
internal sealed unsafe class TraceIdContext() : ContextSource("trace_id", "string", MaxTextBytes + 1)
{
    public override byte* Write(byte* destination, StagedSlot* slot) =>
        ContextWriter.WriteText(destination, Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : null);
}

/// <summary>The id of <see cref="Activity.Current"/>: 16 hexadecimal digits, or null without one.</summary>
internal sealed unsafe class SpanIdContext() : ContextSource("span_id", "string", MaxTextBytes + 1)
{
    public override byte* Write(byte* destination, StagedSlot* slot) =>
        ContextWriter.WriteText(destination, Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.SpanId.ToHexString() : null);
}
