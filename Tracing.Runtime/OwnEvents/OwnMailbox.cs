using Tracing.Runtime.Output;

namespace Tracing.Runtime.OwnEvents;

/// <summary>The process's end of <see cref="OwnMail"/>: an output for the streams of own events only.</summary>
/// <param name="sessionFile">The session's file.</param>
internal sealed class OwnMailbox(string sessionFile) : ITraceOutput
{
    private readonly List<AppendedFile> _streams = [];

    /// <inheritdoc/>
    public ulong Chunk { get; set; }

    /// <inheritdoc/>
    public long Length => StreamLength;

    /// <inheritdoc/>
    public long StreamLength => _streams.Sum(static stream => stream.Length);

    /// <summary>Does nothing: the session file has the metadata.</summary>
    public void AppendMetadata(ReadOnlySpan<byte> text)
    {
    }

    /// <inheritdoc/>
    public IStreamOutput CreateStream(string name) => Keep(new AppendedFile(OwnMail.PathOf(sessionFile, name)));

    /// <inheritdoc/>
    public IStreamOutput OpenStream(string name, long length) => Keep(new AppendedFile(OwnMail.PathOf(sessionFile, name), length));

    /// <summary>Does nothing: the files stay beside the rings.</summary>
    public void MoveTo(string folder)
    {
    }

    /// <inheritdoc/>
    public void Delete() => OwnMail.Delete(sessionFile);

    /// <inheritdoc/>
    public void Dispose() => _streams.ForEach(static stream => stream.Dispose());

    private AppendedFile Keep(AppendedFile stream)
    {
        _streams.Add(stream);
        return stream;
    }
}
