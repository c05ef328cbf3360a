using Tracing.Reader.Merging;

namespace Tracing.Reader;

/// <summary>
/// Reads CTF 1.8 traces: <c>foreach (var e in TraceReader.Open(path))</c> gives the events of all streams of all traces below
/// a folder in the order of time, and between them what was lost and what is wrong.
/// </summary>
/// <remarks>
/// An object can be enumerated several times and by several threads at once; each enumeration opens the files for itself and
/// belongs to one thread. Enumerating allocates nothing for an event.
/// </remarks>
public sealed partial class TraceReader
{
    private readonly TraceFolders _folders;
    private readonly TraceReaderOptions _options;

    private TraceReader(string path, TraceFolders folders, TraceReaderOptions options)
    {
        Path = path;
        _folders = folders;
        _options = options;
    }

    /// <summary>The folder that was opened.</summary>
    public string Path { get; }

    /// <summary>The traces that were found.</summary>
    public IReadOnlyList<TraceDescription> Traces => _folders.Traces;

    /// <summary>Their streams.</summary>
    public IReadOnlyList<TraceStream> Streams => _folders.Streams;

    /// <summary>What is wrong with traces and files that could not be opened; each is an item at the sequence's begin too.</summary>
    public IReadOnlyList<TraceProblem> Problems => _folders.Problems;

    /// <summary>Opens a trace, or all traces below a folder.</summary>
    /// <param name="path">The folder with the metadata file, or one above it.</param>
    /// <param name="options">How to read; null for everything.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="TraceFormatException">There is no trace in it that can be read, or one cannot in strict mode.</exception>
    public static TraceReader Open(string path, TraceReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new TraceReaderOptions();
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"There is no folder '{path}'.");
        }

        TraceFolders found = TraceFolders.Find(path);
        if (found.Problems.Count > 0 && (options.Strict || found.Traces.Count == 0))
        {
            throw new TraceFormatException(found.Problems[0]);
        }

        if (found.Traces.Count == 0)
        {
            throw new TraceFormatException(new TraceProblem(path, -1, -1, "expected a trace: a folder with a file named metadata", "none"));
        }

        return new TraceReader(path, found, options);
    }

    /// <summary>Starts reading. Dispose the enumerator to close the files; <c>foreach</c> does.</summary>
    public Enumerator GetEnumerator() => Walk(_options);

    /// <summary>
    /// The items of a range of time, as if the trace were opened with that range: packets outside of it are skipped, by the index
    /// files where there are such.
    /// </summary>
    /// <param name="from">Its begin, in ns since the clock's origin.</param>
    /// <param name="to">Its end, which does not belong to it.</param>
    public TraceRange Between(long from, long to = long.MaxValue) => new(this, new TraceReaderOptions { Strict = _options.Strict, From = from, To = to });

    /// <summary>
    /// The events of one tracepoint with their fields as it declares them, also in traces that an older declaration wrote.
    /// </summary>
    /// <typeparam name="T">The generated record, such as <c>ShopTrace.Records.OrderPlaced</c>.</typeparam>
    public TraceRecords<T> Of<T>()
        where T : struct, ITraceRecord<T> => new(this);

    /// <summary>Reads everything and counts it: events, losses and problems.</summary>
    /// <exception cref="TraceFormatException">Something is wrong, in strict mode.</exception>
    public TraceSummary Summarize()
    {
        using Enumerator items = GetEnumerator();
        return TraceSummary.Of(items);
    }

    internal Enumerator Walk(TraceReaderOptions options)
    {
        var walk = new TraceWalk(_folders.Streams, _folders.Problems, options);
        return new Enumerator(walk);
    }

    /// <summary>Walks a trace.</summary>
    public readonly struct Enumerator : IDisposable
    {
        private readonly TraceWalk _walk;

        internal Enumerator(TraceWalk walk) => _walk = walk;

        /// <summary>The item; valid until the next call of <see cref="MoveNext"/>.</summary>
        public TraceEvent Current => new(_walk.Current);

        /// <summary>Goes to the next item.</summary>
        /// <exception cref="TraceFormatException">Something is wrong, in strict mode.</exception>
        public bool MoveNext() => _walk.MoveNext();

        /// <summary>Closes the files.</summary>
        public void Dispose() => _walk.Dispose();
    }
}
