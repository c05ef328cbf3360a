namespace Tracing.Runtime.RingBuffer;

/// <summary>What one ring has counted.</summary>
internal sealed record RingTally
{
    /// <summary>The ring, as a name for it.</summary>
    public required object Key { get; init; }

    /// <summary>The stream's name.</summary>
    public required string Name { get; init; }

    /// <summary>OS id of the thread that has the ring, or had it last; 0 where threads share it.</summary>
    public required uint ThreadId { get; init; }

    /// <summary>That thread's name, if it has one.</summary>
    public required string ThreadName { get; init; }

    /// <summary>The processor, in a channel that has a ring for each; else <see cref="Format.RingFileHeader.NoCpu"/>.</summary>
    public required uint Cpu { get; init; }

    /// <summary>Records committed.</summary>
    public required ulong Recorded { get; init; }

    /// <summary>Records committed that are not in the output yet.</summary>
    public required ulong Unwritten { get; init; }

    /// <summary>Records lost because the ring was full.</summary>
    public required ulong Discarded { get; init; }

    /// <summary>Records lost because they were larger than a sub-buffer.</summary>
    public required ulong TooLarge { get; init; }

    /// <summary>Records lost to newer ones.</summary>
    public required ulong Overwritten { get; init; }

    /// <summary>A time that is no later than that of the first record which is overwritten or unwritten, in ns.</summary>
    public required ulong LossBegin { get; init; }

    /// <summary>The time of the last such record, or of the oldest that is still there, in ns. In a shared ring it may lag by as long as a thread takes to commit.</summary>
    public required ulong LossEnd { get; init; }

    /// <summary>The counts of two rings, one after the other, of one stream.</summary>
    public static RingTally Join(RingTally first, RingTally second) => second with
    {
        Key = first.Key,
        Recorded = first.Recorded + second.Recorded,
        Unwritten = first.Unwritten + second.Unwritten,
        Discarded = first.Discarded + second.Discarded,
        TooLarge = first.TooLarge + second.TooLarge,
        Overwritten = first.Overwritten + second.Overwritten,
        LossBegin = first.LossBegin,
    };
}
