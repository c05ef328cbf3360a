using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracing.Format;

/// <summary>
/// What a thread has reserved in a shared ring and not yet committed, so that a hole is known for what it is when the thread dies.
/// One cache line a thread, in a file of the process. Protocol: docs/cpu-ring.md.
/// </summary>
/// <remarks>
/// <code>
/// offset size field      unit
///      0    8 Word       position (48 bits), ring (14 bits), state (2 bits); 0: nothing
///      8    8 End        position behind the record, modulo 2^48
///     16    8 Timestamp  ns, the record's
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct ClaimLine
{
    /// <summary>A cache line, in bytes: threads do not disturb each other.</summary>
    public const int Size = 64;

    /// <summary>About to reserve: it has if its thread owns the reserve word and its position is before the one there.</summary>
    public const uint Intent = 0;

    /// <summary>Reserved, as the next producer saw; its bytes are being written.</summary>
    public const uint Confirmed = 1;

    /// <summary>Reserved and written; may be committed or not.</summary>
    public const uint Committing = 2;

    /// <summary>Most rings that claims can name.</summary>
    public const uint MaxRings = (1 << RingBits) - 1;

    private const int PositionBits = 48;
    private const int RingBits = 14;
    private const int StateShift = PositionBits + RingBits;

    [FieldOffset(0)] public ulong Word;
    [FieldOffset(8)] public ulong End;
    [FieldOffset(16)] public ulong Timestamp;

    /// <summary>A claim's word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pack(ulong position, uint ring, uint state) =>
        (position & ReserveWord.PositionMask) | ((ulong)ring << PositionBits) | ((ulong)state << StateShift);

    /// <summary>Where the reservation begins, modulo 2^48.</summary>
    public static ulong Position(ulong word) => word & ReserveWord.PositionMask;

    /// <summary>The ring it is in.</summary>
    public static uint Ring(ulong word) => (uint)(word >> PositionBits) & MaxRings;

    /// <summary>How far it has come.</summary>
    public static uint State(ulong word) => (uint)(word >> StateShift);

    /// <summary>
    /// Whether this is the claim with which its thread, which owns the reserve word, reserved up to the position there. While it owns the word,
    /// a claim that is no longer that one is for what comes behind the position.
    /// </summary>
    public static bool IsIntentBefore(ulong word, ulong reserved, uint ring) =>
        word != 0 && State(word) == Intent && Ring(word) == ring
        && ((reserved - Position(word)) & ReserveWord.PositionMask) is > 0 and <= MaxReservation;

    /// <summary>No reservation is longer, in bytes: two sub-buffers of the largest size, 256 MiB.</summary>
    private const ulong MaxReservation = 512UL << 20;
}
