namespace Tracing.Writing;

/// <summary>
/// Lets a part of a rule's records through: first one in so many, of those no more than so many a second, and of those the first ones only.
/// One for all tracepoints and threads of the rule. Lock-free: a failed exchange means that another thread got on.
/// </summary>
internal sealed class RecordSampler
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    private readonly ulong _oneIn;
    private readonly uint _maxPerSecond;
    private readonly long _first;

    private ulong _seen;
    private ulong _window;
    private long _taken;

    /// <param name="oneIn">One in so many; 1 for all.</param>
    /// <param name="maxPerSecond">At most so many in each second; 0 for all.</param>
    /// <param name="first">The first so many; 0 for all.</param>
    public RecordSampler(long oneIn, int maxPerSecond, long first)
    {
        _oneIn = (ulong)oneIn;
        _maxPerSecond = (uint)maxPerSecond;
        _first = first;
    }

    /// <summary>Whether a record is let through.</summary>
    /// <param name="timestamp">Its time.</param>
    public bool Take(ulong timestamp)
    {
        // Looked at before anything is written: once the first ones are through, threads do not disturb each other any more.
        // acquire: pairs with the increment below; an older count only leads there.
        if (_first > 0 && Volatile.Read(ref _taken) >= _first)
        {
            return false;
        }

        // full fence: each record has a number of its own.
        if (_oneIn > 1 && (Interlocked.Increment(ref _seen) - 1) % _oneIn != 0)
        {
            return false;
        }

        if (_maxPerSecond > 0 && !TakeInSecond(TraceClock.s_isCounter ? TraceClock.Monotonic() : timestamp))
        {
            return false;
        }

        // full fence: as many get through as are promised, whoever they are.
        return _first == 0 || Interlocked.Increment(ref _taken) <= _first;
    }

    /// <summary>The window's word: the second in the high half, how many got through in it in the low half.</summary>
    private bool TakeInSecond(ulong ns)
    {
        ulong second = ns / NanosecondsPerSecond;

        // acquire: pairs with the exchange below, which decides.
        ulong window = Volatile.Read(ref _window);
        while (true)
        {
            // A thread that is late counts in the second that others are in already.
            bool isNew = second > window >> 32;
            if (!isNew && (uint)window >= _maxPerSecond)
            {
                return false;
            }

            ulong next = isNew ? (second << 32) | 1 : window + 1;

            // full fence: decides between threads.
            ulong seen = Interlocked.CompareExchange(ref _window, next, window);
            if (seen == window)
            {
                return true;
            }

            window = seen;
        }
    }
}
