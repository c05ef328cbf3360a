namespace Tracing.Runtime.Output;

/// <summary>
/// Where a trace goes. Metadata, and all streams together, are each written by one thread at a time. Every method throws <see cref="IOException"/> (or
/// <see cref="UnauthorizedAccessException"/>) when it could not do its work, and then has done none of it.
/// </summary>
internal interface ITraceOutput : IDisposable
{
    /// <summary>Appends whole metadata blocks.</summary>
    void AppendMetadata(ReadOnlySpan<byte> text);

    /// <summary>Makes a stream. Its name is unique within the trace.</summary>
    IStreamOutput CreateStream(string name);

    /// <summary>Goes on with a stream that another process began, behind its last whole packet; makes it if it is not there.</summary>
    /// <param name="name">The stream's name.</param>
    /// <param name="length">Its length with the last whole packet, in bytes; what is behind it is cut off.</param>
    IStreamOutput OpenStream(string name, long length);
}

/// <summary>One stream of a trace.</summary>
internal interface IStreamOutput : IDisposable
{
    /// <summary>Bytes appended so far.</summary>
    long Length { get; }

    /// <summary>Appends one packet, whole or not at all.</summary>
    /// <param name="header">The packet's header and context.</param>
    /// <param name="records">Its records, straight from the ring.</param>
    void Append(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> records);

    /// <summary>Reads back what has been appended. Also while more is being appended by another thread.</summary>
    /// <param name="offset">From the stream's begin, in bytes.</param>
    /// <param name="destination">Filled to its end.</param>
    void Read(long offset, Span<byte> destination);
}
