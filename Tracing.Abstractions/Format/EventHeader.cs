using System.Runtime.CompilerServices;

namespace Tracing.Format;

/// <summary>Sizes of the two event headers of CTF's "large" form: an id and a timestamp, byte-packed.</summary>
/// <remarks>
/// <code>
/// compact   u16 id (0 to 65534)  u32 timestamp, the low half in ns
/// extended  u16 65535            u32 id            u64 timestamp in ns
/// </code>
/// The extended form is written when the time since the stream's previous event does not fit the low half.
/// </remarks>
internal static unsafe class EventHeader
{
    /// <summary>Bytes of the compact form: 2 + 4.</summary>
    public const int CompactSize = 6;

    /// <summary>Bytes of the extended form: 2 + 4 + 8.</summary>
    public const int ExtendedSize = 14;

    /// <summary>The 16-bit id that announces the extended form.</summary>
    public const ushort ExtendedMark = 0xFFFF;

    /// <summary>Most event classes that one channel can hold: ids 0 to 65534, so that each fits the compact form.</summary>
    public const int MaxEventClasses = 0xFFFF;

    /// <summary>The size of a form, in bytes.</summary>
    public static int Size(bool isCompact) => isCompact ? CompactSize : ExtendedSize;

    /// <summary>Writes a header and returns where the fields begin.</summary>
    /// <param name="record">The record's first byte.</param>
    /// <param name="id">The event class; fits the compact form.</param>
    /// <param name="timestamp">The record's time in ns.</param>
    /// <param name="isCompact">Which form.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Write(byte* record, ushort id, ulong timestamp, bool isCompact)
    {
        if (isCompact)
        {
            Unsafe.WriteUnaligned(record, id);
            Unsafe.WriteUnaligned(record + sizeof(ushort), (uint)timestamp);
            return record + CompactSize;
        }

        Unsafe.WriteUnaligned(record, ExtendedMark);
        Unsafe.WriteUnaligned(record + sizeof(ushort), (uint)id);
        Unsafe.WriteUnaligned(record + sizeof(ushort) + sizeof(uint), timestamp);
        return record + ExtendedSize;
    }
}
