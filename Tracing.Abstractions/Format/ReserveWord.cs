using System.Runtime.CompilerServices;

namespace Tracing.Format;

/// <summary>
/// The word with which producers reserve in a shared ring: the position behind the last reservation in the low 48 bits, and the
/// thread that made it in the high 16.
/// </summary>
/// <remarks>
/// Positions are told modulo 2^48, which every sub-buffer size and count divides, so places do not shift when they wrap. At 1 GB a
/// second that is every 78 hours, and a ring is far smaller: who knows an earlier full position finds the next.
/// </remarks>
internal static class ReserveWord
{
    private const int PositionBits = 48;

    /// <summary>The bits of the position.</summary>
    public const ulong PositionMask = (1UL << PositionBits) - 1;

    /// <summary>Nobody has reserved yet.</summary>
    public const uint NoOwner = 0;

    /// <summary>
    /// The consumer's marks: it has changed the word to end a packet here, and reserved nothing. Two take turns, so that each changes the
    /// word, and a producer that loaded it before fails.
    /// </summary>
    public const uint FirstStamp = 0xFFFE;

    /// <summary>See <see cref="FirstStamp"/>.</summary>
    public const uint SecondStamp = 0xFFFF;

    /// <summary>Joins a position, of which the low bits are kept, and an owner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pack(ulong position, uint owner) => (position & PositionMask) | ((ulong)owner << PositionBits);

    /// <summary>The low bits of the position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Position(ulong word) => word & PositionMask;

    /// <summary>The thread that reserved last: its claim's index, from 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Owner(ulong word) => (uint)(word >> PositionBits);

    /// <summary>The full position, from an earlier one.</summary>
    public static ulong PositionAfter(ulong earlier, ulong word) => earlier + ((word - earlier) & PositionMask);

    /// <summary>The owner that a consumer's mark leaves behind it.</summary>
    public static uint NextStamp(ulong word) => Owner(word) == FirstStamp ? SecondStamp : FirstStamp;

    /// <summary>Whether an owner is a thread.</summary>
    public static bool IsThread(uint owner) => owner is > NoOwner and < FirstStamp;
}
