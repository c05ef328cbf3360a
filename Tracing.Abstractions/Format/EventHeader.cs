namespace Tracing.Format;

/// <summary>Sizes of the two event headers of CTF's "large" form: an id and a timestamp, byte-packed.</summary>
/// <remarks>
/// <code>
/// compact   u16 id (0 to 65534)  u32 timestamp, the low half in ns
/// extended  u16 65535            u32 id            u64 timestamp in ns
/// </code>
/// The extended form is written when the time since the stream's previous event does not fit the low half.
/// </remarks>
internal static class EventHeader
{
    /// <summary>Bytes of the compact form: 2 + 4.</summary>
    public const int CompactSize = 6;

    /// <summary>Bytes of the extended form: 2 + 4 + 8.</summary>
    public const int ExtendedSize = 14;

    /// <summary>The 16-bit id that announces the extended form.</summary>
    public const ushort ExtendedMark = 0xFFFF;

    /// <summary>Most event classes that one channel can hold: ids 0 to 65534, so that each fits the compact form.</summary>
    public const int MaxEventClasses = 0xFFFF;
}
