using System.Runtime.CompilerServices;

namespace Tracing.Format;

/// <summary>
/// The word with which a producer commits: the ring's position in the low half, its count of records in the high half,
/// each modulo 2^32. One store, so a consumer, or whoever recovers the ring, never sees one without the other.
/// </summary>
/// <remarks>
/// A reader that knows an earlier full value finds the next one, as long as less than 2^32 came between: a ring is smaller
/// than that, and holds fewer records. For example, after position 0x1_FFFF_FFF0 a low half of 0x10 means 0x2_0000_0010.
/// </remarks>
internal static class CommitWord
{
    /// <summary>Joins a position and a count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pack(ulong position, ulong records) => (uint)position | (records << 32);

    /// <summary>The full position, from an earlier one.</summary>
    public static ulong PositionAfter(ulong earlier, ulong word) => earlier + ((uint)word - (uint)earlier);

    /// <summary>The full count, from an earlier one.</summary>
    public static ulong RecordsAfter(ulong earlier, ulong word) => earlier + ((uint)(word >> 32) - (uint)earlier);
}
