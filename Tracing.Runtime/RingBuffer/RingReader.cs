using Tracing.Format;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// The consumer's half of a ring: finds what is committed and not yet taken, a packet's worth at a time, and gives the
/// space back. One consumer at a time. Trusts nothing that the producer's side of the header says beyond the mapped memory.
/// </summary>
/// <remarks>
/// A packet is the rest of a closed sub-buffer, or, when open ones are taken too, what the current one has so far; then
/// the next packet goes on in the same sub-buffer, and begins at the time at which this one ended.
/// </remarks>
internal abstract unsafe class RingReader
{
    private ulong _recorded;
    private ulong _turn;

    /// <summary>Over mapped memory; goes on where the header says that the last consumer stopped.</summary>
    protected RingReader(byte* memory)
    {
        Header = (RingFileHeader*)memory;
        Data = memory + RingFileHeader.Size;
        SubBufferSize = Header->SubBufferSize;
        SubBufferCount = Header->SubBufferCount;

        // acquire: the state before its use. Pairs with the release in Consume.
        _turn = Volatile.Read(ref Header->ConsumerTurn) & 1;
        ConsumerState state = *State(_turn);

        // The header is ahead where the unused end of a sub-buffer was passed over since, whose place may have new content by now.
        Position = Math.Max(state.Consumed, Header->Consumed);
        _recorded = state.Recorded;
        End = state.End;
    }

    /// <summary>How far the stream had come with the last packet that was consumed.</summary>
    public ConsumerState Progress => *State(_turn);

    /// <summary>Records committed so far. Exact at any time.</summary>
    public abstract ulong Recorded { get; }

    /// <summary>Records lost to newer ones.</summary>
    public abstract ulong Overwritten { get; }

    /// <summary>Bytes that are reserved or committed and not consumed; what is unused at sub-buffers' ends is among them. The consumer's.</summary>
    public abstract ulong Used { get; }

    /// <summary>Records that have been taken and consumed.</summary>
    // acquire: the consumer is done with the packet. Pairs with the release in Consume; without it a ring could be given
    // to a new thread while the old one's name is still being written.
    public ulong Taken => Volatile.Read(ref _recorded);

    /// <summary>Records lost because the ring was full.</summary>
    // A counter that producers raise; the value may be a moment old.
    public ulong Discarded => Volatile.Read(ref Header->Discarded);

    /// <summary>Records lost because they were larger than a sub-buffer.</summary>
    public ulong TooLarge => Volatile.Read(ref Header->TooLarge);

    /// <summary>Whether everything that is committed by now has been consumed.</summary>
    public bool IsEmpty => Recorded == Taken;

    /// <summary>The time at which the last packet ended, in ns.</summary>
    public ulong End { get; protected set; }

    /// <summary>The header page.</summary>
    protected RingFileHeader* Header { get; }

    /// <summary>The first sub-buffer's place.</summary>
    protected byte* Data { get; }

    /// <summary>Bytes of a sub-buffer.</summary>
    protected ulong SubBufferSize { get; }

    /// <summary>How many there are.</summary>
    protected ulong SubBufferCount { get; }

    /// <summary>Everything before it is consumed.</summary>
    protected ulong Position { get; set; }

    /// <summary>The reader for a ring's kind.</summary>
    /// <param name="memory">The mapped ring, which stays mapped while the object is used.</param>
    /// <param name="holes">What to leave out of a shared ring.</param>
    /// <param name="deadEnd">For a ring whose process died: a time that is no earlier than its last record's. Null for a living one.</param>
    public static RingReader Over(byte* memory, HoleList holes, ulong? deadEnd = null) =>
        ((RingFileHeader*)memory)->Kind == RingFileHeader.SharedKind ? new SharedRingReader(memory, holes, deadEnd) : new ThreadRingReader(memory);

    /// <summary>Finds the next packet. It stays in the ring until <see cref="Consume"/>.</summary>
    /// <param name="takeOpen">Whether the part of a sub-buffer that is still being filled is taken too.</param>
    /// <param name="packet">The packet.</param>
    public abstract bool TryTake(bool takeOpen, out TakenPacket packet);

    /// <summary>
    /// Keeps up with a producer that overwrites and of which nothing is taken: counts are told modulo 2^32, so somebody has to
    /// look before that many more records are committed (over a minute at the fastest).
    /// </summary>
    // release: as in Consume.
    public virtual void Observe() => Volatile.Write(ref _recorded, Recorded);

    /// <summary>Gives a packet's space back to the producer.</summary>
    /// <param name="packet">The packet, which is in the output by now.</param>
    /// <param name="stream">How far the stream has come with it; the position and the records are filled in here.</param>
    public void Consume(in TakenPacket packet, ConsumerState stream) => Consume<NoTestpoints>(packet, stream);

    internal void Consume<TTestpoints>(in TakenPacket packet, ConsumerState stream)
        where TTestpoints : struct, ITestpoints
    {
        TTestpoints.Hit(Testpoint.Written);
        Position = packet.NextPosition;
        End = packet.Context.End;
        Store<TTestpoints>(stream, packet.Recorded);

        // release: the packet's last use before the count that says so. Pairs with the acquire in Taken.
        Volatile.Write(ref _recorded, packet.Recorded);
        GiveBack();
        TTestpoints.Hit(Testpoint.Consumed);
    }

    /// <summary>Keeps how far the stream has come with a packet that has none of this ring's records.</summary>
    public void Keep(ConsumerState stream)
    {
        End = stream.End;
        Store<NoTestpoints>(stream, Taken);
    }

    /// <summary>Goes on behind the unused end of a sub-buffer.</summary>
    protected void PassOver(ulong position)
    {
        Position = position;
        GiveBack();
    }

    // release: the last read of the packet's bytes before its space may be reused. Pairs with the acquires in
    // ThreadRing.TrySwitch and SharedRing.TryPassOn; without it a producer could overwrite a packet that is still being copied.
    private void GiveBack() => Volatile.Write(ref Header->Consumed, Position);

    private void Store<TTestpoints>(ConsumerState stream, ulong recorded)
        where TTestpoints : struct, ITestpoints
    {
        stream.Consumed = Position;
        stream.Recorded = recorded;
        stream.End = End;
        *State(_turn ^ 1) = stream;
        _turn ^= 1;
        TTestpoints.Hit(Testpoint.StateStored);

        // release: the state before the turn. Pairs with the acquire in the constructor; without it a recovery could take up a
        // state of which half is old.
        Volatile.Write(ref Header->ConsumerTurn, _turn);
        TTestpoints.Hit(Testpoint.TurnStored);
    }

    private ConsumerState* State(ulong turn) => &Header->ConsumerState0 + turn;
}
