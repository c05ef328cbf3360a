namespace Tracing.Reader;

/// <summary>A structure of fields that reads itself. Generated for the <c>readonly record struct</c>s that tracepoints take.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ITraceRecordPart<TSelf>
    where TSelf : struct, ITraceRecordPart<TSelf>
{
    /// <summary>The fields' names in the trace, in the order in which <see cref="Read"/> counts them.</summary>
    static abstract IReadOnlyList<string> FieldNames { get; }

    /// <summary>Reads the fields.</summary>
    /// <param name="reader">Stands at an event or a structure in it.</param>
    static abstract TSelf Read(RecordReader reader);
}

/// <summary>A tracepoint's fields. Generated for each tracepoint: <c>ShopTrace.Records.OrderPlaced</c>.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ITraceRecord<TSelf> : ITraceRecordPart<TSelf>
    where TSelf : struct, ITraceRecord<TSelf>
{
    /// <summary>The event's name: provider, colon, tracepoint.</summary>
    static abstract string EventName { get; }
}
