namespace Tracing.Writing;

/// <summary>
/// Gets the consumer out of a long sleep. It polls, and producers do not signal as a rule; but one whose ring is half full looks at a
/// word, once a sub-buffer, and wakes a consumer that said there that it sleeps. So it may sleep long while nothing happens.
/// </summary>
internal static class ConsumerWake
{
    private static readonly AutoResetEvent s_event = new(initialState: false);
    private static int s_isAsleep;

    /// <summary>Wakes the consumer if it sleeps. Never blocks, and runs nobody else's code. Any thread.</summary>
    public static void Signal()
    {
        // acquire: no more than a hint, so that a busy consumer costs nobody anything. Pairs with the exchange in Announce.
        // full fence: of several producers one signals.
        if (Volatile.Read(ref s_isAsleep) != 0 && Interlocked.Exchange(ref s_isAsleep, 0) != 0)
        {
            s_event.Set();
        }
    }

    /// <summary>Ends the consumer's sleep in any case, or the next one: there is something else for it than full rings.</summary>
    public static void Rouse() => s_event.Set();

    /// <summary>Says that the consumer is about to sleep. It looks at all rings once more afterwards.</summary>
    // full fence: the word before that look. Pairs with the read in Signal; a producer that misses it fills another sub-buffer, looks again then.
    public static void Announce() => Interlocked.Exchange(ref s_isAsleep, 1);

    /// <summary>Takes it back: the consumer stays awake.</summary>
    // release: whatever was found is dealt with by the round that found it. Pairs with the read in Signal.
    public static void Withdraw() => Volatile.Write(ref s_isAsleep, 0);

    /// <summary>Sleeps. Producers end it only after <see cref="Announce"/>.</summary>
    /// <param name="longest">Waited for at the most.</param>
    /// <returns>Whether something ended it.</returns>
    public static bool Sleep(TimeSpan longest)
    {
        bool isWoken = s_event.WaitOne(longest);
        Withdraw();
        return isWoken;
    }
}
