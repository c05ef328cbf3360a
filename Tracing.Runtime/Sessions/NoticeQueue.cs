namespace Tracing.Runtime.Sessions;

/// <summary>Runs the application's handlers one after another, in order, on the thread pool: never on the consumer's thread, and under no lock.</summary>
internal sealed class NoticeQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _notices = [];
    private bool _isRunning;

    /// <summary>Runs it some time soon, after those before it.</summary>
    /// <param name="notice">Throws nothing.</param>
    public void Post(Action notice)
    {
        lock (_gate)
        {
            _notices.Enqueue(notice);
        }

        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Run(), this, preferLocal: false);
    }

    /// <summary>Runs now what has not run yet, for a process that ends. What another thread is running at the moment is not waited for, nor what is behind it.</summary>
    public void Run()
    {
        while (Take() is { } notice)
        {
            notice();
            lock (_gate)
            {
                _isRunning = false;
            }
        }
    }

    private Action? Take()
    {
        lock (_gate)
        {
            if (_isRunning || !_notices.TryDequeue(out Action? notice))
            {
                return null;
            }

            _isRunning = true;
            return notice;
        }
    }
}
