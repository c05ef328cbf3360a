namespace Tracing.Reader;

/// <summary>The events of one tracepoint, typed: <c>foreach (var (e, order) in trace.Of&lt;ShopTrace.Records.OrderPlaced&gt;())</c>.</summary>
/// <typeparam name="T">The record.</typeparam>
public readonly struct TraceRecords<T>
    where T : struct, ITraceRecord<T>
{
    private readonly TraceReader _reader;

    internal TraceRecords(TraceReader reader) => _reader = reader;

    /// <summary>Starts reading. Dispose the enumerator to close the files; <c>foreach</c> does.</summary>
    public Enumerator GetEnumerator() => new(_reader.GetEnumerator());

    /// <summary>Walks the events of a tracepoint; losses and problems are left out, unless reading is strict.</summary>
    public struct Enumerator : IDisposable
    {
        private readonly TraceReader.Enumerator _items;
        private readonly TraceRecordReader<T> _records;
        private T _value;

        internal Enumerator(TraceReader.Enumerator items)
        {
            _items = items;
            _records = new TraceRecordReader<T>();
        }

        /// <summary>The event; valid until the next call of <see cref="MoveNext"/>.</summary>
        public readonly TraceRecord<T> Current => new(_items.Current, _value, _records.MissingFields);

        /// <summary>Goes to the next event of the tracepoint.</summary>
        /// <exception cref="TraceFormatException">A field has another type than the record declares, or something is wrong in strict mode.</exception>
        public bool MoveNext()
        {
            while (_items.MoveNext())
            {
                if (_records.TryRead(_items.Current, out _value))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Closes the files.</summary>
        public readonly void Dispose() => _items.Dispose();
    }
}
