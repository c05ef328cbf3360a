using Tracing.Reader.Merging;

namespace Tracing.Reader;

/// <remarks>Reading one stream alone, or a share of its packets: what needs no order can be done on all cores.</remarks>
public sealed partial class TraceReader
{
    /// <summary>
    /// Gives the items of one stream. Several can be read at the same time by different threads; together they give what the
    /// merged reading gives, except for <see cref="Problems"/>, which belong to no stream.
    /// </summary>
    /// <param name="stream">One of <see cref="Streams"/>.</param>
    public StreamItems ItemsOf(TraceStream stream) => ItemsOf(stream, 0, 1);

    /// <summary>
    /// Gives the items of a share of a stream's packets. All shares together give what the stream has; broken packets, which
    /// belong to no share, are problems in each.
    /// </summary>
    /// <param name="stream">One of <see cref="Streams"/>.</param>
    /// <param name="part">Which share, from 0.</param>
    /// <param name="parts">Into how many the packets are divided, from 1.</param>
    public StreamItems ItemsOf(TraceStream stream, int part, int parts)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, parts);
        return new StreamItems(stream, _options, part, parts);
    }

    /// <summary>The items of one stream; each enumeration opens the files for itself.</summary>
    public readonly struct StreamItems
    {
        private readonly TraceStream _stream;
        private readonly TraceReaderOptions _options;
        private readonly int _part;
        private readonly int _parts;

        internal StreamItems(TraceStream stream, TraceReaderOptions options, int part, int parts)
        {
            _stream = stream;
            _options = options;
            _part = part;
            _parts = parts;
        }

        /// <summary>Starts reading. Dispose the enumerator to close the files; <c>foreach</c> does.</summary>
        public Enumerator GetEnumerator() => new(new TraceWalk([_stream], [], _options, _part, _parts));
    }
}
