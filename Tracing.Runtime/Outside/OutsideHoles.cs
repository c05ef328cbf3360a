using Tracing.Format;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Outside;

/// <summary>
/// What threads of another process left in a shared ring when they ended inside a probe. That process commits it in their place and keeps the claims until it is
/// consumed. A thread that lives has no claim that is not written where everything is committed, so what is found there is a hole.
/// </summary>
/// <param name="header">The ring.</param>
/// <param name="holes">Gets the holes.</param>
internal sealed unsafe class OutsideHoles(RingFileHeader* header, HoleList holes)
{
    /// <summary>Looks for holes in a packet that was found. True if there are some that were not known: then it must be looked for again.</summary>
    /// <param name="folder">The process's folder.</param>
    /// <param name="begin">Where the packet begins in the ring.</param>
    /// <param name="size">Its size in bytes.</param>
    public bool TryFind(string folder, ulong begin, int size)
    {
        // acquire: after the count that says that all is committed. Pairs with the increment in SharedRepair.Settle, which comes before that count.
        if (Volatile.Read(ref header->Holes) == 0)
        {
            return false;
        }

        bool isFound = false;
        ClaimLine[] lines = ClaimFile.ReadAll(folder);
        fixed (ClaimLine* first = lines)
        {
            for (uint index = 1; index < lines.Length; index++)
            {
                // Confirmed ones only, whatever the reserve word says.
                if (Claim.Read(first + index, index, header->RingId, reserved: 0) is { IsWritten: false } claim)
                {
                    ulong record = claim.RecordBegin(header->SubBufferSize);
                    ulong at = ReserveWord.PositionAfter(begin, record);
                    ulong end = at + (claim.End - record);
                    if (at < begin + (ulong)size && end > begin && holes.FindFirst(at, end) is null)
                    {
                        holes.Add(new Hole(at, end, claim.Timestamp), forgetBefore: begin);
                        isFound = true;
                    }
                }
            }
        }

        return isFound;
    }
}
