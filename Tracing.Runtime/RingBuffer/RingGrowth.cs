using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// How rings grow: a thread that fills its ring faster than the consumer gets to it has another one, of four times as many
/// sub-buffers until it is <see cref="MaxRingSubBuffers"/>, then of as many. The one before is drained, and free for others then.
/// </summary>
/// <remarks>
/// Sub-buffers keep their size, since the largest event goes by it. More rings rather than larger ones beyond 4 MiB (64 × 64 KiB) also
/// keep what a burst needs apart from what its thread keeps: the drained ones are given back.
/// </remarks>
internal static class RingGrowth
{
    /// <summary>Sub-buffers of the largest ring: what the header page has room for.</summary>
    private const uint MaxRingSubBuffers = RingFileHeader.MaxSubBufferCount;

    private const uint Factor = 4;

    /// <summary>Sub-buffers of the ring that follows one of so many.</summary>
    public static uint Next(uint subBufferCount) => Math.Min(subBufferCount * Factor, MaxRingSubBuffers);

    /// <summary>The memory that growing may use up, in bytes: a quarter is left for threads that have no ring yet.</summary>
    public static long Limit(long maxMemory) => maxMemory - (maxMemory / 4);
}
