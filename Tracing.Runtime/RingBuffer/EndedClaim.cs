using Tracing.Format;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// What a thread of this process left in a shared ring when it ended inside a probe: an exception went through it. First its record
/// becomes a hole; the claim stays until the ring no longer holds that, so that a recovery would know of it too.
/// </summary>
internal sealed unsafe class EndedClaim(ushort index)
{
    private bool _isSettled;

    /// <summary>Does what can be done by now. True when the claim is free.</summary>
    /// <param name="sets">All rings of the process.</param>
    public bool TryFree(IEnumerable<RingSet?> sets)
    {
        ClaimLine* line = ClaimTable.Line(index);
        uint id = ClaimLine.Ring(line->Word);
        ChannelRing? ring = id == 0 ? null : sets.SelectMany(static set => set?.All ?? []).FirstOrDefault(ring => ring.RingId == id);
        if (ring is null ? Extraction.HandedOver.Has(id) : !TrySettle(line, ring) || Holds(ring.Header, line->End))
        {
            return false;
        }

        Claims.Return(index);
        return true;
    }

    private bool TrySettle(ClaimLine* line, ChannelRing ring)
    {
        if (_isSettled)
        {
            return true;
        }

        RingFileHeader* header = ring.Header;

        // acquire: before the claims and the counts. Pairs with the exchange in SharedRing.Open.
        ulong reserved = Volatile.Read(ref header->Reserved);
        if (Claim.Read(line, index, header->RingId, reserved) is not { } claim)
        {
            // It had reserved nothing.
            line->Word = 0;
            return true;
        }

        ulong size = header->SubBufferSize;
        ulong left = claim.Begin / size;
        ulong entered = claim.RecordBegin(size) / size;
        bool isAlone = Claims.Live(header, reserved, except: index).TrueForAll(
            other => other.Begin / size != left && other.Begin / size != entered && other.RecordBegin(size) / size != left && other.RecordBegin(size) / size != entered);
        ulong missingLeft = SharedRepair.Missing(header, left);
        ulong missingEntered = SharedRepair.Missing(header, entered);

        // acquire: as above. If nobody reserved meanwhile, what is missing is this thread's alone.
        if (!isAlone || Volatile.Read(ref header->Reserved) != reserved)
        {
            return false;
        }

        if (!claim.IsWritten)
        {
            // Before the bytes count as committed: then the consumer may take the owner out of the reserve word, and the claim must speak for itself.
            line->Word = ClaimLine.Pack(claim.Begin, header->RingId, ClaimLine.Confirmed);
        }

        SharedRepair.Settle(header, [claim], ring.Holes, number => number == entered ? missingEntered : missingLeft);
        _isSettled = true;
        return true;
    }

    private static bool Holds(RingFileHeader* header, ulong end)
    {
        // acquire, twice: pair with RingReader.GiveBack and the exchange in SharedRing.Open; older values only mean a later look.
        ulong reserved = Volatile.Read(ref header->Reserved);
        ulong behind = header->Mode == RingFileHeader.OverwriteMode
            ? (ulong)header->SubBufferSize * header->SubBufferCount
            : (reserved - Volatile.Read(ref header->Consumed)) & ReserveWord.PositionMask;
        return ((reserved - end) & ReserveWord.PositionMask) < behind;
    }
}
