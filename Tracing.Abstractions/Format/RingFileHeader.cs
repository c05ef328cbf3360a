using System.Runtime.InteropServices;

namespace Tracing.Format;

/// <summary>
/// The first page of a ring file: what the ring is, and how far each side has come. Shared by producer and consumer,
/// and read after a crash, so every field has a fixed offset and width; integers are in the machine's byte order.
/// </summary>
/// <remarks>
/// <code>
/// offset size field              unit         written by
///      0    8 Magic              -            runtime, once
///      8    4 Version            -            runtime, once
///     12    4 HeaderSize         bytes        runtime, once
///     16    4 SubBufferSize      bytes        runtime, once
///     20    4 SubBufferCount     -            runtime, once
///     24    4 Mode               BufferMode   runtime, once
///     28    4 Kind               0 or 1 (4)   runtime, once
///     32    8 ProcessStart       ticks (1)    runtime, once
///     40    4 ProcessId          -            runtime, once
///     44    4 ThreadId           OS id        runtime, when a thread takes the ring
///     48    4 StreamClass        -            runtime, once
///     52    4 StreamInstance     -            runtime, once
///     56    4 ClockKind          -            runtime, once
///     60    4 RingId             (5)          runtime, once
///     64   16 TraceId            -            runtime, once: names the session file beside the ring
///     80    4 Cpu                number       runtime, once: 0xFFFFFFFF where the ring is not one processor's
///     84    4 SubBufferShift     bits         runtime, once: SubBufferSize is 1 shifted left by it
///     88    8 LostBefore         records      runtime, once: what the stream had lost when it got this ring
///     96    8 DataMask           bytes        runtime, once: SubBufferSize times SubBufferCount, less 1
///    104    4 Ownership          (6)          runtime: 0 until all that is written once is there
///    108    4 Holes              -            runtime, before it commits what an ended thread had reserved in a shared ring
///    128  128 ThreadName         UTF-8        runtime, when a thread takes the ring, and now and then; ended by NUL
///    256    8 Committed          (3)          producer of a thread ring, after each record and each switch
///    256    8 Reserved           (3)          producers of a shared ring, with each record
///    264    8 LastTimestamp      ns           producer, before Committed
///    272    8 Discarded          records      producer
///    280    8 TooLarge           records      producer
///    288    8 Overwritten        records      producer of a thread ring, before it takes the oldest sub-buffer
///    320    8 CutPosition        position (7) runtime, after the two words that follow; in a shared ring
///    328    8 CutTimestamp       ns           runtime
///    336    8 CutCommit          as Commit    runtime
///    384    8 Consumed           position (2) consumer, last of all
///    392    8 ConsumerTurn       TurnWord     consumer, after the state that it names
///    400   56 ConsumerStates[4]  see there    consumer: two for each parity of the term
///    640   48 SubBuffers[n]      see SubBufferEntry and SharedEntry
/// (1) .NET UTC ticks of the process's start; with ProcessId it names a process for good.
/// (2) A position counts bytes since the ring began, unused ends of sub-buffers included: position p lies in sub-buffer
///     number p / SubBufferSize, which is stored in place (p / SubBufferSize) % SubBufferCount.
/// (3) See CommitWord and ReserveWord.
/// (4) 0: a thread's, with one producer. 1: shared by many producers.
/// (5) Of a shared ring, as claims name it (ClaimLine): unique in the process while the ring lives, from 1. 0 in a thread ring.
/// (6) 1: a thread writes to it. 2: its thread has ended, or has another one. 3: drained, the next thread may have it.
/// (7) For a consumer outside of the process: up to here, in an open sub-buffer, everything is committed and nothing is later than CutTimestamp. 0: not said.
/// </code>
/// The producer's and the consumer's words stand 128 bytes apart: two cache lines, since x86 fetches them in pairs.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct RingFileHeader
{
    /// <summary>One page of every supported machine's smallest page size, so that the data behind it is page aligned.</summary>
    public const int Size = 4096;

    /// <summary>The bytes <c>TRCRING1</c>, read as a little-endian integer.</summary>
    public const ulong MagicValue = 0x31474E4952435254;

    /// <summary>Raised with every change of this layout.</summary>
    public const uint CurrentVersion = 3;

    /// <summary>Where the sub-buffer table begins, in bytes.</summary>
    public const int SubBufferTableOffset = 640;

    /// <summary>How many sub-buffers the table has room for: a power of two, (4096 - 640) / 48 = 72 rounded down.</summary>
    public const int MaxSubBufferCount = 64;

    /// <summary>The value of <see cref="Mode"/> for a ring whose producer takes the oldest sub-buffer: that of BufferMode.Overwrite.</summary>
    public const uint OverwriteMode = 1;

    /// <summary>The value of <see cref="Kind"/> for a ring with one producer.</summary>
    public const uint ThreadKind = 0;

    /// <summary>The value of <see cref="Kind"/> for a ring with many producers.</summary>
    public const uint SharedKind = 1;

    /// <summary>The value of <see cref="Cpu"/> for a ring that is not one processor's.</summary>
    public const uint NoCpu = uint.MaxValue;

    [FieldOffset(0)] public ulong Magic;
    [FieldOffset(8)] public uint Version;
    [FieldOffset(12)] public uint HeaderSize;
    [FieldOffset(16)] public uint SubBufferSize;
    [FieldOffset(20)] public uint SubBufferCount;
    [FieldOffset(24)] public uint Mode;
    [FieldOffset(28)] public uint Kind;
    [FieldOffset(32)] public long ProcessStart;
    [FieldOffset(40)] public uint ProcessId;
    [FieldOffset(44)] public uint ThreadId;
    [FieldOffset(48)] public uint StreamClass;
    [FieldOffset(52)] public uint StreamInstance;
    [FieldOffset(56)] public uint ClockKind;
    [FieldOffset(60)] public uint RingId;

    [FieldOffset(64)] public Guid TraceId;
    [FieldOffset(80)] public uint Cpu;
    [FieldOffset(84)] public uint SubBufferShift;
    [FieldOffset(88)] public ulong LostBefore;
    [FieldOffset(96)] public ulong DataMask;
    [FieldOffset(104)] public uint Ownership;
    [FieldOffset(108)] public uint Holes;
    [FieldOffset(128)] public ThreadNameText ThreadName;

    [FieldOffset(256)] public RingProgress Progress;
    [FieldOffset(256)] public ulong Committed;
    [FieldOffset(256)] public ulong Reserved;
    [FieldOffset(264)] public ulong LastTimestamp;
    [FieldOffset(272)] public ulong Discarded;
    [FieldOffset(280)] public ulong TooLarge;
    [FieldOffset(288)] public ulong Overwritten;
    [FieldOffset(320)] public ulong CutPosition;
    [FieldOffset(328)] public ulong CutTimestamp;
    [FieldOffset(336)] public ulong CutCommit;

    [FieldOffset(384)] public ulong Consumed;
    [FieldOffset(392)] public ulong ConsumerTurn;
    [FieldOffset(400)] public ConsumerState ConsumerState0;
    [FieldOffset(456)] public ConsumerState ConsumerState1;
    [FieldOffset(512)] public ConsumerState ConsumerState2;
    [FieldOffset(568)] public ConsumerState ConsumerState3;
}
