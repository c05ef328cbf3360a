namespace Tracing.Runtime.Output;

/// <summary>
/// Where a trace, or a chunk of one, goes. Metadata, and all streams together, are each written by one thread at a time. Every method throws
/// <see cref="IOException"/> (or <see cref="UnauthorizedAccessException"/>) when it could not do its work, and then has done none of it.
/// Disposing closes its streams too.
/// </summary>
internal interface ITraceOutput : IDisposable
{
    /// <summary>Which chunk of a rotated trace it is, from 1; 0 while the trace has not rotated. Set by whoever makes it.</summary>
    ulong Chunk { get; set; }

    /// <summary>Bytes appended so far, metadata and all streams; also after it was disposed of.</summary>
    long Length { get; }

    /// <summary>Those of all streams.</summary>
    long StreamLength { get; }

    /// <summary>Appends whole metadata blocks.</summary>
    void AppendMetadata(ReadOnlySpan<byte> text);

    /// <summary>Makes a stream. Its name is unique within the trace.</summary>
    IStreamOutput CreateStream(string name);

    /// <summary>Goes on with a stream that another process began, behind its last whole packet; makes it if it is not there.</summary>
    /// <param name="name">The stream's name.</param>
    /// <param name="length">Its length with the last whole packet, in bytes; what is behind it is cut off.</param>
    IStreamOutput OpenStream(string name, long length);

    /// <summary>Moves all that is written by now to another folder, and goes on there; its streams stay open. Nothing may be appended meanwhile.</summary>
    /// <param name="folder">Must be empty or not exist.</param>
    void MoveTo(string folder);

    /// <summary>Deletes what it made, after it was disposed of. What others put beside it stays.</summary>
    void Delete();
}
