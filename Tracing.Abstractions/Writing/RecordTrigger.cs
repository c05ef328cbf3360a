namespace Tracing.Writing;

/// <summary>
/// What probes do for a trigger: they count the events that match, and mark it due at each so-many-th one, or once at one of them. What
/// is to be done then is the runtime's, elsewhere. Never waits, and allocates nothing.
/// </summary>
internal sealed class RecordTrigger
{
    private readonly long _every;
    private readonly long _once;

    private long _matches;
    private long _due;
    private long _unchecked;

    /// <param name="every">Due at each so-many-th match; 1 for all.</param>
    /// <param name="once">Due at this match and no other; 0 for the above.</param>
    public RecordTrigger(long every, long once)
    {
        _every = every;
        _once = once;
    }

    /// <summary>Matches so far.</summary>
    public long Matches => Volatile.Read(ref _matches); // pairs with the increment in Match: a whole value, as of a moment ago

    /// <summary>Events that were too large for a look at their fields.</summary>
    public long Unchecked => Volatile.Read(ref _unchecked); // pairs with the increment in CountUnchecked: as above

    /// <summary>Whether it is due.</summary>
    // acquire: after the consumer announced its sleep. Pairs with the addition in MakeDue, which comes before the look whether it sleeps.
    public bool IsDue => Volatile.Read(ref _due) != 0;

    /// <summary>An event matches.</summary>
    public void Match()
    {
        // full fence: each match has a number of its own, whatever thread it is from.
        long number = Interlocked.Increment(ref _matches);
        if (_once > 0 ? number == _once : number % _every == 0)
        {
            MakeDue(1);
            ConsumerWake.Signal();
        }
    }

    /// <summary>An event is too large for a look at its fields.</summary>
    public void CountUnchecked() => Interlocked.Increment(ref _unchecked); // full fence, for the count's sake alone

    /// <summary>Makes it due.</summary>
    /// <param name="times">So often.</param>
    public void MakeDue(long times) => Interlocked.Add(ref _due, times); // full fence: before the look whether the consumer sleeps. Pairs with the read in IsDue

    /// <summary>How often it has become due since the last time.</summary>
    public long TakeDue() => Interlocked.Exchange(ref _due, 0); // full fence: each time is taken once
}
