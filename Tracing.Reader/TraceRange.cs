namespace Tracing.Reader;

/// <summary>The items of a trace in a range of time. Can be enumerated several times.</summary>
public readonly struct TraceRange
{
    private readonly TraceReader _reader;
    private readonly TraceReaderOptions _options;

    internal TraceRange(TraceReader reader, TraceReaderOptions options)
    {
        _reader = reader;
        _options = options;
    }

    /// <summary>Starts reading. Dispose the enumerator to close the files; <c>foreach</c> does.</summary>
    public TraceReader.Enumerator GetEnumerator() => _reader.Walk(_options);
}
