using System.Globalization;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Output;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.Statedump;

namespace Tracing.Runtime;

/// <remarks>
/// Rotation. A session that never rotated is a single trace in its output folder. At the first rotation that moves to the folder 1 below, and
/// recording goes on in 2, 3 and so on. All chunks have one trace id and number their packets on, so readers that take the output folder
/// see one trace, and those that take a chunk's folder a smaller one. Everything here runs under <see cref="_drain"/>.
/// </remarks>
public sealed partial class TraceSession
{
    /// <summary>After a rotation failed, how long it is not tried again, in ms: what fails for want of room fails for some time.</summary>
    private const long RotationRetryMs = 1000;

    private readonly RotationOptions _rotation;
    private readonly FinishedChunks _finished;
    private readonly NoticeQueue _notices = new();
    private string? _rotationError;
    private long _finishedBytes;

    /// <summary>Changed under <see cref="_drain"/>, read under nothing: a count that is a round old is fine.</summary>
    private long _writtenBytes;
    private long _rotationRetryAt;
    private long _chunkBegan;

    /// <summary>Bytes written to the output up to the last round of draining, deleted chunks included; null without an output. Takes no lock: an output may hang.</summary>
    internal long? WrittenBytes => OutputFolder is null ? null : _writtenBytes;

    /// <summary>
    /// A chunk is finished: its folder is a trace of its own that no longer changes. Raised at each rotation, and for the last chunk, or a trace that
    /// never rotated, when the session is disposed of. One after another, on a thread of the pool, under no lock; what is still to
    /// be raised when <see cref="Dispose"/> returns is raised there. What a handler throws is reported and goes no further.
    /// </summary>
    public event EventHandler<ChunkFinishedEventArgs>? ChunkFinished;

    /// <summary>
    /// Finishes the trace's chunk and goes on in a new one. When it returns, all events whose probe call had returned before are in the finished chunk
    /// or those before it, but for what other threads were writing to the same sub-buffer of a shared ring; every event is in one chunk only.
    /// The first call moves what is in the output folder to a folder <c>1</c> in it; recording goes on in <c>2</c>, and so on.
    /// </summary>
    /// <returns>The finished chunk's folder, as an absolute path.</returns>
    /// <exception cref="InvalidOperationException">The session does not record, has no output, or is drained by another process.</exception>
    /// <exception cref="IOException">
    /// The next chunk could not be begun. Recording goes on in the old one; <see cref="SessionStatistics.OutputError"/> says why, and
    /// it is tried again every second.
    /// </exception>
    public string Rotate()
    {
        CompleteDump(callsMethods: true);
        ChunkFinishedEventArgs finished;
        lock (_snapshot)
        lock (_drain)
        {
            ThrowIfDisposed();
            if (_state != SessionState.Started || _output is null)
            {
                throw new InvalidOperationException(_output is null && _state == SessionState.Started
                    ? $"Session '{Name}' has no output that could rotate."
                    : $"Session '{Name}' does not record, so there is no chunk to finish. Call {nameof(Start)} first.");
            }

            if (_isLent)
            {
                throw new InvalidOperationException($"Session '{Name}' is drained by another process at the moment, so its own output does not grow. Rotate when it has ended.");
            }

            finished = TryRotate(out Exception? fault) ?? throw new IOException(_rotationError, fault);
        }

        DumpInBackground();
        Announce(finished);
        return finished.Folder;
    }

    private void Announce(ChunkFinishedEventArgs? finished)
    {
        if (finished is null || ChunkFinished is not { } handlers)
        {
            return;
        }

        _notices.Post(() =>
        {
            foreach (EventHandler<ChunkFinishedEventArgs> handler in handlers.GetInvocationList().Cast<EventHandler<ChunkFinishedEventArgs>>())
            {
                try
                {
                    handler(this, finished);
                }
                catch (Exception exception)
                {
                    // The application's code: whatever it is, the other handlers are called too.
                    RuntimeEvents.Report(log => log.ChunkHandlerFaulted(Name, finished.Folder, exception.ToString()));
                }
            }
        });
    }

    /// <summary>The consumer's turn: rotates if a limit is reached, or a rotation failed and is due again.</summary>
    private ChunkFinishedEventArgs? RotateIfDue()
    {
        long now = Environment.TickCount64;
        if (_output is null || _isLent || !IsRotationDue(now) || now < _rotationRetryAt || IsDumpAwaited(now))
        {
            return null;
        }

        // A snapshot that copies the chunk's streams is not waited for, since the rings have to be drained meanwhile.
        if (!_snapshot.TryEnter())
        {
            return null;
        }

        try
        {
            return TryRotate(out _);
        }
        finally
        {
            _snapshot.Exit();
        }
    }

    private bool IsRotationDue(long now)
    {
        if (_rotationError is not null)
        {
            return true;
        }

        if (RecordedBytes == 0)
        {
            // Metadata and a statedump alone tell nothing that the chunk before does not, so its time begins with the first packet of events.
            _chunkBegan = now;
            return false;
        }

        return _output!.Length - _stateStream.LengthIn(_output) >= _rotation.MaxSize || now - _chunkBegan >= _rotation.Period?.TotalMilliseconds;
    }

    private ChunkFinishedEventArgs? TryRotate(out Exception? fault)
    {
        // All that is there belongs to the chunk that ends. What cannot be written stays in the rings and goes to the next one, which also tells
        // losses behind the last packet. Each chunk has the clocks at its begin and its end.
        EndDumps();
        DrainUnsynchronized(takeOpen: true, isFinal: false);
        SyncClocks();
        WriteState();
        ITraceOutput old = _output!;
        fault = null;
        try
        {
            if (old.Chunk == 0)
            {
                _metadata.BecomeFirstChunk(FolderOf(1));
            }

            ulong chunk = old.Chunk + 1;
            _output = _metadata.BeginChunk(chunk, () => _makeOutput(FolderOf(chunk)));
        }
        catch (Exception exception)
        {
            // Whatever it is, the app goes on, and so does recording in the old chunk.
            fault = exception;
            FolderOutput.RemoveIfEmpty(FolderOf(old.Chunk + 1));
            string error = $"The next chunk of '{OutputFolder}' cannot be begun, and recording goes on in the one before; it is tried again. {exception.Message}";
            if (_rotationError is null)
            {
                RuntimeEvents.Report(log => log.RotationFailed(Name, error));
            }

            _rotationError = error;
            _rotationRetryAt = Environment.TickCount64 + RotationRetryMs;
            return null;
        }

        old.Dispose();
        SyncClocks();
        RequestDump(StatedumpReason.Rotation);
        BeginPeriod();
        _rotationError = null;
        var finished = new ChunkFinishedEventArgs(FolderOf(old.Chunk), (long)old.Chunk, old.Length);
        _finishedBytes += old.Length;
        _finished.Add(old);
        return finished;
    }

    private void BeginPeriod() => _chunkBegan = Environment.TickCount64;

    private string FolderOf(ulong chunk) =>
        chunk == 0 ? OutputFolder! : Path.Combine(OutputFolder!, chunk.ToString(CultureInfo.InvariantCulture));
}
