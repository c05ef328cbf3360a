namespace Tracing.Runtime.RingBuffer;

/// <summary>What a channel's rings have counted.</summary>
internal struct RingCounts
{
    /// <summary>Records committed.</summary>
    public ulong Recorded;

    /// <summary>Records committed that are not in the output yet.</summary>
    public ulong Unwritten;

    /// <summary>Records lost because a ring was full.</summary>
    public ulong Discarded;

    /// <summary>Records lost because they were larger than a sub-buffer.</summary>
    public ulong TooLarge;

    /// <summary>Records lost to newer ones.</summary>
    public ulong Overwritten;

    /// <summary>Rings that exist.</summary>
    public int Rings;

    /// <summary>The channel's streams, one by one: those of rings that are gone too.</summary>
    public List<RingTally> Each;

    /// <summary>Adds a ring's counts.</summary>
    public void Add(RingTally ring)
    {
        Recorded += ring.Recorded;
        Unwritten += ring.Unwritten;
        Discarded += ring.Discarded;
        TooLarge += ring.TooLarge;
        Overwritten += ring.Overwritten;
        Each.Add(ring);
    }
}
