using System.Runtime.InteropServices;

namespace Tracing.Format;

/// <summary>What the ring's header page says of one sub-buffer. Number, begin and thread hold while it is open; the rest once it is closed.</summary>
/// <remarks>
/// <code>
/// offset size field          unit      written by the producer
///      0    8 Number         -         when it opens the sub-buffer
///      8    8 BeginTimestamp ns        when it opens the sub-buffer
///     16    8 EndTimestamp   ns        when it closes the sub-buffer: its last record's time
///     24    8 Recorded       records   when it closes the sub-buffer: the ring's count so far
///     32    8 Lost           records   when it closes the sub-buffer: discarded and too large so far
///     40    4 ContentSize    bytes     when it closes the sub-buffer
///     44    4 ThreadId       OS id     when it opens the sub-buffer, or takes the ring
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 48)]
internal struct SubBufferEntry
{
    [FieldOffset(0)] public ulong Number;
    [FieldOffset(8)] public ulong BeginTimestamp;
    [FieldOffset(16)] public ulong EndTimestamp;
    [FieldOffset(24)] public ulong Recorded;
    [FieldOffset(32)] public ulong Lost;
    [FieldOffset(40)] public uint ContentSize;
    [FieldOffset(44)] public uint ThreadId;
}
