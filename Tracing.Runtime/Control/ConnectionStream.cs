namespace Tracing.Runtime.Control;

/// <summary>A connection as a stream, for a pipe. Every call is done when it returns, since the thread is the connection's own.</summary>
/// <param name="socket">The connection; stays its owner's.</param>
internal sealed class ConnectionStream(int socket) : Stream
{
    /// <summary>How long a client may take to read what is written at once, in ms.</summary>
    private const int WriteMs = 10_000;

    /// <summary>Until when reading waits, by <see cref="Environment.TickCount64"/>; <see cref="long.MaxValue"/> for ever.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>The process at the other end.</summary>
    public int ClientProcessId => UnixSocket.GetPeer(socket).Process;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => UnixSocket.Receive(socket, buffer, Deadline);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => UnixSocket.Send(socket, buffer, Environment.TickCount64 + WriteMs);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
}
