namespace Tracing.Runtime.Statedump;

/// <summary>
/// The dump that a chunk is to have: made in the background, or by whoever wants to finish the chunk and comes first. Thread-safe.
/// </summary>
internal sealed class PendingDump(StatedumpReason reason)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isTaken;

    /// <summary>What it is for.</summary>
    public StatedumpReason Reason { get; } = reason;

    /// <summary>Whether it is made, or will not be.</summary>
    public bool IsDone => _done.Task.IsCompleted;

    /// <summary>Whether the caller is to make it: the first one.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            bool isFirst = !_isTaken;
            _isTaken = true;
            return isFirst;
        }
    }

    /// <summary>It is made.</summary>
    public void Finish() => _done.TrySetResult();

    /// <summary>Waits until it is made, or for so long.</summary>
    public void Wait(TimeSpan most) => _done.Task.Wait(most);
}
