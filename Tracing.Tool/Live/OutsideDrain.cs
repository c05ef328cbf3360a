using System.Globalization;
using Tracing.Control;
using Tracing.Runtime.Outside;
using Tracing.Runtime.Sessions;

namespace Tracing.Tool.Live;

/// <summary>Drains a session of a process on a thread of its own.</summary>
internal sealed class OutsideDrain : IDisposable
{
    private readonly OutsideConsumer _consumer;
    private readonly Thread _thread;

    /// <summary>Begins.</summary>
    /// <exception cref="IOException">The process's rings are not to be seen from here, or the folder cannot be written to.</exception>
    public OutsideDrain(TakenConsumerResult taken, string folder)
    {
        if (!Guid.TryParseExact(taken.TraceId, "N", out Guid traceId))
        {
            throw new IOException($"the process names its trace '{taken.TraceId}', which is no id");
        }

        _consumer = new OutsideConsumer(new LentSession(taken.Folder, traceId, (ushort)taken.Term), folder);
        _thread = new Thread(Drain) { IsBackground = true, Name = string.Create(CultureInfo.InvariantCulture, $"drain {traceId:N}") };
        _thread.Start();
    }

    /// <summary>Bytes of the trace so far.</summary>
    public long Bytes => _consumer.Bytes;

    /// <summary>Events written so far.</summary>
    public long Written => _consumer.Written;

    /// <summary>What keeps it from writing; null for nothing.</summary>
    public string? OutputError => _consumer.OutputError;

    /// <summary>What went wrong at its end; null for nothing. After <see cref="WaitForEnd"/>.</summary>
    public string? Failure { get; private set; }

    /// <summary>Waits until the session or its process has ended and everything is written; whether that came to pass.</summary>
    public bool WaitForEnd(TimeSpan patience) => _thread.Join(patience);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A thread that goes on has the files: they are closed with the program then.
        if (_thread.Join(TimeSpan.Zero))
        {
            _consumer.Dispose();
        }
    }

    private void Drain()
    {
        try
        {
            if (_consumer.Run(CancellationToken.None) == OutsideEnd.TakenBack)
            {
                Failure = "the process took its rings back: tracectl was held up for longer than its lease";
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Failure = exception.Message;
        }
    }
}
