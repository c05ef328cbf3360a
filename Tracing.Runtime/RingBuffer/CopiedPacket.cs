using Tracing.Runtime.Packets;

namespace Tracing.Runtime.RingBuffer;

/// <summary>What is known of a sub-buffer that was copied out of a ring.</summary>
internal readonly struct CopiedPacket
{
    /// <summary>The sub-buffer's number, which becomes the packet's: a gap tells readers of lost packets.</summary>
    public required ulong Number { get; init; }

    /// <summary>What the packet says of its records; lost are those that the ring lost other than to newer ones.</summary>
    public required PacketContext Context { get; init; }

    /// <summary>Records that are not whole and must be left out, in the order of their positions; null for none.</summary>
    public IReadOnlyList<Hole>? Holes { get; init; }

    /// <summary>OS id of the thread that wrote the records; 0 where threads share the ring.</summary>
    public required uint ThreadId { get; init; }
}
