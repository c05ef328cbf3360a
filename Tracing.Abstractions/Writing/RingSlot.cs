using System.Runtime.InteropServices;
using Tracing.Format;

namespace Tracing.Writing;

/// <summary>
/// Where one thread stands in one channel's ring: the producer's private words, all in one cache line. A slot without
/// a ring is all zeros, so that no record fits and the slow path is taken.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = Size)]
internal unsafe struct RingSlot
{
    /// <summary>One cache line.</summary>
    public const int Size = 64;

    /// <summary>Where the next record begins.</summary>
    public byte* Next;

    /// <summary>The end of the current sub-buffer.</summary>
    public byte* Limit;

    /// <summary>Time of the ring's last record, or of the current packet's begin, in ns.</summary>
    public ulong LastTimestamp;

    /// <summary>The words of the ring's header page that every record changes, shared with the consumer.</summary>
    public RingProgress* Progress;

    /// <summary>What to add to an address in the current sub-buffer to get its position in the ring.</summary>
    public ulong PositionOffset;

    /// <summary>Records committed to the ring.</summary>
    public ulong Recorded;
}
