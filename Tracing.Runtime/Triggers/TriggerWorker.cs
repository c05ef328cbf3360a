namespace Tracing.Runtime.Triggers;

/// <summary>
/// Runs a trigger's actions in a thread of its own: not the thread pool's, since a pool with nothing left is what one wants a snapshot of, and not
/// one for all triggers, since a handler may hang. There is a thread while there is work, and a moment longer.
/// </summary>
/// <param name="name">The thread's.</param>
/// <param name="work">Does what is due. Throws nothing.</param>
internal sealed class TriggerWorker(string name, Action work)
{
    /// <summary>How long the thread waits for more before it ends: it costs tens of microseconds to make, and some kilobytes to keep.</summary>
    private static readonly TimeSpan s_linger = TimeSpan.FromSeconds(1);

    [ThreadStatic]
    private static bool t_isWorker;

    private readonly object _gate = new();
    private Thread? _thread;
    private bool _hasWork;
    private bool _isWorking;

    /// <summary>Has the work done soon. Any thread; waits for nothing.</summary>
    /// <returns>Why there is no thread for it; null if there is.</returns>
    public Exception? Signal()
    {
        lock (_gate)
        {
            _hasWork = true;
            if (_thread is not null)
            {
                Monitor.PulseAll(_gate);
                return null;
            }

            try
            {
                var thread = new Thread(Run) { IsBackground = true, Name = name };
                thread.Start();
                _thread = thread;
                return null;
            }
            catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
            {
                // The machine's limit on threads. Whoever signals next tries again.
                return exception;
            }
        }
    }

    /// <summary>Waits until nothing is being done. Not in a worker's thread: it could be waiting for itself, or for one that waits for it.</summary>
    public void WaitUntilIdle()
    {
        lock (_gate)
        {
            while (_isWorking && !t_isWorker)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    private void Run()
    {
        t_isWorker = true;
        while (TakeWork())
        {
            work();
        }
    }

    private bool TakeWork()
    {
        lock (_gate)
        {
            _isWorking = false;
            Monitor.PulseAll(_gate);
            if (!_hasWork)
            {
                Monitor.Wait(_gate, s_linger);
            }

            if (!_hasWork)
            {
                _thread = null;
                return false;
            }

            _hasWork = false;
            return _isWorking = true;
        }
    }
}
