using Tracing.Runtime.Packets;

namespace Tracing.Runtime.RingBuffer;

/// <summary>A run of whole records in a ring's memory, with what a packet's context says of it.</summary>
internal readonly unsafe struct TakenPacket
{
    /// <summary>The first record's first byte, in the ring.</summary>
    public required byte* Data { get; init; }

    /// <summary>What the packet says of them.</summary>
    public required PacketContext Context { get; init; }

    /// <summary>Records that the ring has committed so far, these included.</summary>
    public required ulong Recorded { get; init; }

    /// <summary>Whether the next one, if there is one, can be taken at once: its sub-buffer is full, or it ends at a hole.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Where the next packet begins.</summary>
    public required ulong NextPosition { get; init; }
}
