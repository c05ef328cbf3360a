using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <summary>Reads events of one tracepoint as typed records, out of any sequence of items, a followed one too.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <remarks>Belongs to one thread at a time.</remarks>
public sealed class TraceRecordReader<T>
    where T : struct, ITraceRecord<T>
{
    private readonly Dictionary<TraceEventClass, RecordBinding?> _bindings = [];
    private TraceEventClass? _lastClass;
    private RecordBinding? _lastBinding;

    /// <summary>Names of the record's fields that the event read last does not have. A new list when that changes.</summary>
    public IReadOnlyList<string> MissingFields => _lastBinding?.MissingFields ?? [];

    /// <summary>Reads an item, if it is an event of the record's tracepoint.</summary>
    /// <param name="item">The item.</param>
    /// <param name="record">Its fields.</param>
    /// <returns>False for other events and other items.</returns>
    /// <exception cref="TraceFormatException">A field has another type than the record declares: the message names both.</exception>
    public bool TryRead(TraceEvent item, out T record)
    {
        record = default;
        TraceEventClass? @class = item.Class;
        if (@class is null)
        {
            return false;
        }

        if (@class != _lastClass)
        {
            _lastClass = @class;
            _lastBinding = Bind(@class, item);
        }

        if (_lastBinding is null)
        {
            return false;
        }

        record = T.Read(new RecordReader(_lastBinding, item.Fields));
        return true;
    }

    private RecordBinding? Bind(TraceEventClass @class, TraceEvent item)
    {
        if (!_bindings.TryGetValue(@class, out RecordBinding? binding))
        {
            if (@class.Name == T.EventName)
            {
                string file = System.IO.Path.Combine(item.Stream.Trace.Path, Metadata.MetadataFile.FileName);
                binding = RecordBinding.Of(@class.Payload, T.FieldNames, file, @class.Name, typeof(T));
            }

            _bindings.Add(@class, binding);
        }

        return binding;
    }
}
