namespace Tracing.Runtime.RingBuffer;

/// <summary>A run of whole records in a ring's memory, with what a packet's context says of it.</summary>
internal readonly unsafe struct TakenPacket
{
    /// <summary>The first record's first byte, in the ring.</summary>
    public required byte* Data { get; init; }

    /// <summary>Bytes of all records.</summary>
    public required int Size { get; init; }

    /// <summary>No later than the first record's time, in ns.</summary>
    public required ulong Begin { get; init; }

    /// <summary>No earlier than the last record's time, and no later than the next one's, in ns.</summary>
    public required ulong End { get; init; }

    /// <summary>Records that the ring has lost so far.</summary>
    public required ulong Lost { get; init; }

    /// <summary>Records that the ring has committed so far, these included.</summary>
    public required ulong Recorded { get; init; }

    /// <summary>Whether its sub-buffer is full.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Where the next packet begins.</summary>
    public required ulong NextPosition { get; init; }
}
