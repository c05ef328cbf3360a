using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>A claim as it was read: what a thread reserved in a shared ring. Positions are told modulo 2^48.</summary>
/// <param name="Begin">Where the reservation begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Timestamp">When it was made, in ns.</param>
/// <param name="IsWritten">Whether all bytes of the record are written, and only the commit may be missing.</param>
internal readonly record struct Claim(ulong Begin, ulong End, ulong Timestamp, bool IsWritten)
{
    /// <summary>Whether the thread was leaving a sub-buffer: then the rest of that is part of the reservation.</summary>
    public bool Spans(ulong subBufferSize) => Begin / subBufferSize != (End - 1) / subBufferSize;

    /// <summary>Where the record itself begins.</summary>
    public ulong RecordBegin(ulong subBufferSize) => Spans(subBufferSize) ? End - (End % subBufferSize) : Begin;

    /// <summary>Reads a claim that may change meanwhile. Null when it is of another ring, or has reserved nothing.</summary>
    /// <param name="line">The claim.</param>
    /// <param name="owner">Its index.</param>
    /// <param name="ring">The ring's id.</param>
    /// <param name="reserved">
    /// The ring's reserve word, read before. Whatever was reserved up to its position is then confirmed, or owns it, or is written, or
    /// is committed and its claim gone.
    /// </param>
    public static unsafe Claim? Read(ClaimLine* line, uint owner, uint ring, ulong reserved)
    {
        while (true)
        {
            // acquire: end and time after the word that they go with. Pairs with the releases in SharedRing.Claim and SharedRing.Commit.
            ulong word = Volatile.Read(ref line->Word);
            var claim = new Claim(
                ClaimLine.Position(word), Volatile.Read(ref line->End), Volatile.Read(ref line->Timestamp), ClaimLine.State(word) == ClaimLine.Committing);

            // acquire: after those. A word that changed is read again, not passed over: its thread may have gone on to a record that counts here.
            if (Volatile.Read(ref line->Word) != word)
            {
                continue;
            }

            bool isReserved = word != 0 && ClaimLine.Ring(word) == ring
                && (ClaimLine.State(word) != ClaimLine.Intent
                    || (ReserveWord.Owner(reserved) == owner && ClaimLine.IsIntentBefore(word, ReserveWord.Position(reserved), ring)));
            return isReserved ? claim : null;
        }
    }
}
