using System.Runtime.InteropServices;

namespace Tracing.Format;

/// <summary>
/// How far the consumer has come, all of it as of one packet. The header page has four; <see cref="RingFileHeader.ConsumerTurn"/> says
/// which holds, so that whoever goes on after the consumer died never sees half of a step (<see cref="TurnWord"/>).
/// </summary>
/// <remarks>
/// <code>
/// offset size field        unit      meaning
///      0    8 Consumed     position  everything before it is in the output
///      8    8 StreamLength bytes     the stream file's length with the last whole packet; what is behind it is to be cut off
///     16    8 NextPacket   -         the next packet's sequence number
///     24    8 Recorded     records   committed before Consumed
///     32    8 End          ns        the last packet's end
///     40    8 Lost         records   losses of the stream told by the last packet
///     48    8 Chunk        -         the chunk of a rotated trace that the stream file is in; 0 stands for the first one too
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal struct ConsumerState
{
    [FieldOffset(0)] public ulong Consumed;
    [FieldOffset(8)] public ulong StreamLength;
    [FieldOffset(16)] public ulong NextPacket;
    [FieldOffset(24)] public ulong Recorded;
    [FieldOffset(32)] public ulong End;
    [FieldOffset(40)] public ulong Lost;
    [FieldOffset(48)] public ulong Chunk;
}
