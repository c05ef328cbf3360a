using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>The words of a new shared ring.</summary>
internal static unsafe class SharedRingLayout
{
    /// <summary>Fills in what is not zero at first: the first sub-buffer is open, and every other place looks as if its round before had ended.</summary>
    public static void Initialize(RingFileHeader* header, ulong timestamp)
    {
        header->LastTimestamp = timestamp;
        var entries = (SharedEntry*)((byte*)header + RingFileHeader.SubBufferTableOffset);
        entries->BeginTimestamp = timestamp;
        for (uint place = 1; place < header->SubBufferCount; place++)
        {
            entries[place].Round = SharedEntry.PackRound(place - (ulong)header->SubBufferCount, commit: 0);
        }
    }
}
