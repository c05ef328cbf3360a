using Tracing.Reader.Merging;

namespace Tracing.Reader;

/// <remarks>Reading one stream alone: what needs no order between streams can read several of them at once.</remarks>
public sealed partial class TraceReader
{
    /// <summary>
    /// Gives the items of one stream. Several can be read at the same time by different threads; together they give what the
    /// merged reading gives, except for <see cref="Problems"/>, which belong to no stream.
    /// </summary>
    /// <param name="stream">One of <see cref="Streams"/>.</param>
    public StreamItems ItemsOf(TraceStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new StreamItems(stream, _options);
    }

    /// <summary>The items of one stream; each enumeration opens the files for itself.</summary>
    public readonly struct StreamItems
    {
        private readonly TraceStream _stream;
        private readonly TraceReaderOptions _options;

        internal StreamItems(TraceStream stream, TraceReaderOptions options)
        {
            _stream = stream;
            _options = options;
        }

        /// <summary>Starts reading. Dispose the enumerator to close the files; <c>foreach</c> does.</summary>
        public Enumerator GetEnumerator() => new(new TraceWalk([_stream], [], _options));
    }
}
