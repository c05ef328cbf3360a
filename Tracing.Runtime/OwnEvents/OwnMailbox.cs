using Tracing.Runtime.Output;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.OwnEvents;

/// <summary>The process's end of <see cref="OwnMail"/>: an output for the stream of own events only.</summary>
/// <param name="sessionFile">The session's file.</param>
internal sealed class OwnMailbox(string sessionFile) : ITraceOutput
{
    private readonly string _path = OwnMail.PathOf(sessionFile);
    private AppendedFile? _stream;

    /// <inheritdoc/>
    public ulong Chunk { get; set; }

    /// <inheritdoc/>
    public long Length => StreamLength;

    /// <inheritdoc/>
    public long StreamLength => _stream?.Length ?? 0;

    /// <summary>Does nothing: the session file has the metadata.</summary>
    public void AppendMetadata(ReadOnlySpan<byte> text)
    {
    }

    /// <inheritdoc/>
    public IStreamOutput CreateStream(string name) => _stream = new AppendedFile(_path);

    /// <inheritdoc/>
    public IStreamOutput OpenStream(string name, long length) => _stream = new AppendedFile(_path, length);

    /// <summary>Does nothing: the file stays beside the rings.</summary>
    public void MoveTo(string folder)
    {
    }

    /// <inheritdoc/>
    public void Delete() => RingFolder.DeleteFile(_path);

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();
}
