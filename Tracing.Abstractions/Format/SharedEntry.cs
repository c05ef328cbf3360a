using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracing.Format;

/// <summary>What the header page of a shared ring says of one place. Protocol: docs/cpu-ring.md.</summary>
/// <remarks>
/// <code>
/// offset size field          unit      written by
///      0    8 Round          (1)       a producer that is about to switch to the place
///      8    8 BeginTimestamp ns        the producer that switched to it
///     16    8 EndTimestamp   ns        the producer that switched from it
///     24    8 Commit         (2)       every producer, with each record
///     32    8 Lost           records   the producer that switched from it: discarded and too large so far
///     40    4 ContentSize    bytes     the producer that switched from it
/// (1) Low half: the sub-buffer's number modulo 2^32. High half: the high half of Commit when it took the place.
/// (2) Low half: bytes ever committed here modulo 2^32, unused ends included. High half: records, plus the low half's carries.
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 48)]
internal struct SharedEntry
{
    /// <summary>What a record adds to <see cref="Commit"/> beside its bytes.</summary>
    public const ulong OneRecord = 1UL << 32;

    [FieldOffset(0)] public ulong Round;
    [FieldOffset(8)] public ulong BeginTimestamp;
    [FieldOffset(16)] public ulong EndTimestamp;
    [FieldOffset(24)] public ulong Commit;
    [FieldOffset(32)] public ulong Lost;
    [FieldOffset(40)] public uint ContentSize;

    /// <summary>The round of a sub-buffer that takes over a place with this commit count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PackRound(ulong number, ulong commit) => (uint)number | (commit & ~(ulong)uint.MaxValue);

    /// <summary>Records that a place has in its present round.</summary>
    /// <param name="round">The place's <see cref="Round"/>.</param>
    /// <param name="commit">The place's <see cref="Commit"/>.</param>
    public static uint RecordsIn(ulong round, ulong commit)
    {
        uint records = (uint)(commit >> 32) - (uint)(round >> 32);

        // Only the end of a round carries, since sub-buffer sizes divide 2^32; before the very first record both are 0.
        return (uint)commit == 0 && records > 0 ? records - 1 : records;
    }
}
