using Tracing.Format;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>Copies sub-buffers out of a thread's flight recorder.</summary>
/// <remarks>
/// A sub-buffer's number is its sequence word. The copier reads it, copies, fences, and reads it again; the producer changes it,
/// fences, and only then touches anything else. So if both reads give the same number, no byte in between was new.
/// </remarks>
/// <param name="memory">The mapped ring, which stays mapped while the object is used.</param>
internal sealed unsafe class ThreadSnapshot(byte* memory) : RingSnapshot(memory)
{
    /// <inheritdoc/>
    public override (ulong Oldest, ulong Current) FindRange()
    {
        while (true)
        {
            ulong word = ReadCommitted();
            uint position = (uint)word;

            // acquire: pairs with the fence in ThreadRing.OpenSubBuffer.
            ulong number = Volatile.Read(ref Entry(position / SubBufferSize)->Number);
            if ((uint)(number * SubBufferSize) == position - (position % SubBufferSize))
            {
                return (number < SubBufferCount ? 0 : number - SubBufferCount + 1, number);
            }

            // The ring went round between the two reads.
        }
    }

    /// <inheritdoc/>
    internal override bool TryRead<TTestpoints>(ulong number, Span<byte> destination, out CopiedPacket packet)
    {
        SubBufferEntry* entry = Entry(number);
        do
        {
            ulong word = ReadCommitted();
            uint begin = (uint)(number * SubBufferSize);
            uint filled = (uint)word - begin;
            bool isOpen = filled < SubBufferSize;

            // acquire: pairs with the fence in ThreadRing.OpenSubBuffer, as the read below does.
            if (Volatile.Read(ref entry->Number) != number)
            {
                packet = default;
                return false;
            }

            packet = new CopiedPacket
            {
                Number = number,
                ThreadId = entry->ThreadId,
                Context = new(
                    Begin: entry->BeginTimestamp,
                    End: isOpen ? Volatile.Read(ref Header->LastTimestamp) : entry->EndTimestamp,
                    Lost: isOpen ? Volatile.Read(ref Header->TooLarge) : entry->Lost,
                    Size: (int)Math.Min(isOpen ? filled : entry->ContentSize, SubBufferSize)),
            };

            // acquire: the time of an open sub-buffer belongs to the word only if no record came between. Pairs with RecordWriter.Commit.
            if (!isOpen || ReadCommitted() == word)
            {
                break;
            }
        }
        while (true);

        Copy(number, packet.Context.Size, destination);
        TTestpoints.Hit(Testpoint.Copied);

        // full fence: the copy before the second look. Pairs with the fence in ThreadRing.OpenSubBuffer.
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref entry->Number) == number;
    }

    // acquire: closed entries and record bytes before their use. Pairs with the releases in RecordWriter.Commit and ThreadRing.OpenSubBuffer.
    private ulong ReadCommitted() => Volatile.Read(ref Header->Committed);

    private SubBufferEntry* Entry(ulong number) =>
        (SubBufferEntry*)((byte*)Header + RingFileHeader.SubBufferTableOffset) + (number % SubBufferCount);
}
