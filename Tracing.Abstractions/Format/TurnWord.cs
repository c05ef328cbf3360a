namespace Tracing.Format;

/// <summary>
/// Which consumer has the ring, and which of its states holds: <see cref="RingFileHeader.ConsumerTurn"/>. A consumer moves it from its own last value only, so one whose
/// term is over cannot, and no value comes twice.
/// </summary>
/// <remarks>
/// <code>
/// bits  0..47  count  states stored in this term
/// bits 48..63  term   changes hands: even, the process itself; odd, a consumer outside (docs/outside-consumer.md)
/// </code>
/// State 2 × (term modulo 2) + (count modulo 2) holds: who is late writes where its successor does not.
/// </remarks>
internal static class TurnWord
{
    private const int TermShift = 48;

    private const ulong CountMask = (1UL << TermShift) - 1;

    /// <summary>The first word of a term.</summary>
    public static ulong First(ushort term) => (ulong)term << TermShift;

    /// <summary>The term.</summary>
    public static ushort Term(ulong word) => (ushort)(word >> TermShift);

    /// <summary>The word that follows in the same term.</summary>
    public static ulong Next(ulong word) => (word & ~CountMask) | ((word + 1) & CountMask);

    /// <summary>The number of the state that holds, from 0 to 3.</summary>
    public static uint State(ulong word) => ((uint)(word >> TermShift) & 1) * 2 + ((uint)word & 1);
}
