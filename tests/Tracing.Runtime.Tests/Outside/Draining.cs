using Tracing.Runtime.Outside;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime.Tests.Outside;

/// <summary>A consumer in this process, on a thread of its own.</summary>
internal sealed class Draining : IDisposable
{
    private readonly OutsideConsumer _consumer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private OutsideEnd _end;
    private Exception? _fault;

    public Draining(LentSession session, string folder)
    {
        _consumer = new OutsideConsumer(session, folder);
        _thread = new Thread(() =>
        {
            try
            {
                using (_consumer)
                {
                    _end = _consumer.Run(_stop.Token);
                }
            }
            catch (Exception exception)
            {
                _fault = exception;
            }
        });
        _thread.Start();
    }

    /// <summary>How it ended.</summary>
    public OutsideEnd End
    {
        get
        {
            Assert.True(_thread.Join(TimeSpan.FromSeconds(60)), "It does not end.");
            Assert.Null(_fault);
            return _end;
        }
    }

    /// <summary>Events that it has written.</summary>
    public long Written => _consumer.Written;

    /// <summary>Asks it to stop.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose()
    {
        Stop();
        _thread.Join();
        _stop.Dispose();
    }
}
