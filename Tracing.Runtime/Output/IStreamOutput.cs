namespace Tracing.Runtime.Output;

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
