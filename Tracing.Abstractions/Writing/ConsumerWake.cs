namespace Tracing.Writing;

/// <summary>
/// Gets the consumer out of a long sleep. It polls, and producers do not signal as a rule; but one whose ring is half full looks at a
/// word, once a sub-buffer, and wakes a consumer that said there that it sleeps. So it may sleep long while nothing happens.
/// </summary>
internal static class ConsumerWake
{
    private const int Awake = 0;
    private const int Asleep = 1;

    /// <summary>It drains nothing itself: full rings are nothing to wake it for.</summary>
    private const int AsleepForLong = 2;

    private static readonly AutoResetEvent s_event = new(initialState: false);
    private static int s_isAsleep;

    /// <summary>Wakes the consumer if it sleeps, since a ring fills up. Never blocks, and runs nobody else's code. Any thread.</summary>
    public static void Signal()
    {
        // acquire: no more than a hint, so that a busy consumer costs nobody anything. Pairs with the exchange in Announce.
        // full fence: of several producers one signals.
        if (Volatile.Read(ref s_isAsleep) == Asleep && Interlocked.CompareExchange(ref s_isAsleep, Awake, Asleep) == Asleep)
        {
            s_event.Set();
        }
    }

    /// <summary>Wakes the consumer if it sleeps, in any case: there is something else for it than full rings. Any thread.</summary>
    public static void Rouse()
    {
        // full fence: what there is for it before the word. Pairs with the exchange in Announce; it looks once more afterwards.
        if (Interlocked.Exchange(ref s_isAsleep, Awake) != Awake)
        {
            s_event.Set();
        }
    }

    /// <summary>Says that the consumer is about to sleep. It looks at all rings once more afterwards, or, if it drains none, whether that is still so.</summary>
    /// <param name="drains">Whether it is to be woken when a ring fills up.</param>
    // full fence: the word before that look. Pairs with the read in Signal and the exchange in Rouse; a producer that misses it fills another sub-buffer, looks again then.
    public static void Announce(bool drains) => Interlocked.Exchange(ref s_isAsleep, drains ? Asleep : AsleepForLong);

    /// <summary>Takes it back: the consumer stays awake.</summary>
    // release: whatever was found is dealt with by the round that found it. Pairs with the read in Signal.
    public static void Withdraw() => Volatile.Write(ref s_isAsleep, 0);

    /// <summary>Sleeps, after <see cref="Announce"/>.</summary>
    /// <param name="longest">Waited for at the most.</param>
    /// <returns>Whether something ended it.</returns>
    public static bool Sleep(TimeSpan longest)
    {
        bool isWoken = s_event.WaitOne(longest);
        Withdraw();
        return isWoken;
    }
}
