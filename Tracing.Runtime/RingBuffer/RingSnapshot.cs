using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// Copies sub-buffers out of a ring that its producer overwrites, without stopping it. What is overwritten during the copy is
/// left out whole, never torn. Any number of them can read a ring at one time; nothing in the ring changes.
/// </summary>
/// <remarks>
/// A sub-buffer's number is its sequence word. The copier reads it, copies, fences, and reads it again; the producer changes it,
/// fences, and only then touches anything else. So if both reads give the same number, no byte in between was new.
/// </remarks>
internal sealed unsafe class RingSnapshot
{
    private readonly RingFileHeader* _header;
    private readonly byte* _data;
    private readonly uint _subBufferSize;
    private readonly uint _subBufferCount;

    /// <param name="memory">The mapped ring, which stays mapped while the object is used.</param>
    public RingSnapshot(byte* memory)
    {
        _header = (RingFileHeader*)memory;
        _data = memory + RingFileHeader.Size;
        _subBufferSize = _header->SubBufferSize;
        _subBufferCount = _header->SubBufferCount;
    }

    /// <summary>The oldest sub-buffer that may still be there, and the one that is being filled.</summary>
    public (ulong Oldest, ulong Current) FindRange()
    {
        while (true)
        {
            ulong word = ReadCommitted();
            uint position = (uint)word;

            // acquire: pairs with the fence in ThreadRing.OpenSubBuffer.
            ulong number = Volatile.Read(ref Entry(position / _subBufferSize)->Number);
            if ((uint)(number * _subBufferSize) == position - (position % _subBufferSize))
            {
                return (number < _subBufferCount ? 0 : number - _subBufferCount + 1, number);
            }

            // The ring went round between the two reads.
        }
    }

    /// <summary>Tells of a sub-buffer without copying it. False when it is gone.</summary>
    public bool TryDescribe(ulong number, out CopiedPacket packet) => TryRead(number, default, out packet);

    /// <summary>Copies a sub-buffer's records. False when it is gone, or went during the copy.</summary>
    /// <param name="number">A number within <see cref="FindRange"/>.</param>
    /// <param name="destination">At least a sub-buffer's size.</param>
    /// <param name="packet">What the packet's context says.</param>
    public bool TryCopy(ulong number, Span<byte> destination, out CopiedPacket packet) => TryRead(number, destination, out packet);

    private bool TryRead(ulong number, Span<byte> destination, out CopiedPacket packet)
    {
        SubBufferEntry* entry = Entry(number);
        do
        {
            ulong word = ReadCommitted();
            uint begin = (uint)(number * _subBufferSize);
            uint filled = (uint)word - begin;
            bool isOpen = filled < _subBufferSize;

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
                    End: isOpen ? Volatile.Read(ref _header->LastTimestamp) : entry->EndTimestamp,
                    Lost: isOpen ? Volatile.Read(ref _header->TooLarge) : entry->Lost,
                    Size: (int)Math.Min(isOpen ? filled : entry->ContentSize, _subBufferSize)),
            };

            // acquire: the time of an open sub-buffer belongs to the word only if no record came between. Pairs with RecordWriter.Commit.
            if (!isOpen || ReadCommitted() == word)
            {
                break;
            }
        }
        while (true);

        if (!destination.IsEmpty)
        {
            new ReadOnlySpan<byte>(_data + ((number % _subBufferCount) * _subBufferSize), packet.Context.Size).CopyTo(destination);
        }

        // full fence: the copy before the second look. Pairs with the fence in ThreadRing.OpenSubBuffer.
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref entry->Number) == number;
    }

    // acquire: closed entries and record bytes before their use. Pairs with the releases in RecordWriter.Commit and ThreadRing.OpenSubBuffer.
    private ulong ReadCommitted() => Volatile.Read(ref _header->Committed);

    private SubBufferEntry* Entry(ulong number) =>
        (SubBufferEntry*)((byte*)_header + RingFileHeader.SubBufferTableOffset) + (number % _subBufferCount);
}
