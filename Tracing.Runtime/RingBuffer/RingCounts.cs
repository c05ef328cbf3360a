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

    /// <summary>The rings that exist, one by one.</summary>
    public List<RingTally> Each;
}
