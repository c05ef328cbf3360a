using System.Runtime.InteropServices;
using Tracing.Format;

namespace Tracing.Writing;

/// <summary>
/// Where one thread stands in one channel's ring: the producer's private words, all in one cache line. A slot without
/// a ring is all zeros, so that no record fits and the slow path is taken. That of a shared ring is a <see cref="SharedSlot"/>.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct RingSlot
{
    /// <summary>One cache line.</summary>
    public const int Size = 64;

    /// <summary>Where the next record begins.</summary>
    [FieldOffset(0)] public byte* Next;

    /// <summary>The end of the current sub-buffer.</summary>
    [FieldOffset(8)] public byte* Limit;

    /// <summary>Time of the ring's last record, or of the current packet's begin, in ns.</summary>
    [FieldOffset(16)] public ulong LastTimestamp;

    /// <summary>The words of the ring's header page that every record changes, shared with the consumer. Null in a <see cref="SharedSlot"/>.</summary>
    [FieldOffset(24)] public RingProgress* Progress;

    /// <summary>What to add to an address in the current sub-buffer to get its position in the ring.</summary>
    [FieldOffset(32)] public ulong PositionOffset;

    /// <summary>Records committed to the ring.</summary>
    [FieldOffset(40)] public ulong Recorded;
}
