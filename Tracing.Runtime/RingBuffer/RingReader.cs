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
        TakeUp();
    }

    /// <summary>How far the stream had come with the last packet that was consumed, by whoever has the ring.</summary>
    public ConsumerState Progress => ReadState(out _);

    /// <summary>The term in which this reader may take packets.</summary>
    public ushort Term => TurnWord.Term(_turn);

    /// <summary>Records committed so far. Exact at any time.</summary>
    public abstract ulong Recorded { get; }

    /// <summary>Records lost to newer ones.</summary>
    public abstract ulong Overwritten { get; }

    /// <summary>Bytes that are reserved or committed and not consumed; what is unused at sub-buffers' ends is among them. The consumer's.</summary>
    public abstract ulong Used { get; }

    /// <summary>Records that have been taken and consumed.</summary>
    // acquire: the consumer is done with the packet. Pairs with the releases in Consume and TakeUp; without it a ring could be given
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
    public ulong Position { get; protected set; }

    /// <summary>The reader for a ring's kind.</summary>
    /// <param name="memory">The mapped ring, which stays mapped while the object is used.</param>
    /// <param name="holes">What to leave out of a shared ring.</param>
    /// <param name="deadEnd">For a ring whose process died: a time that is no earlier than its last record's. Null for a living one.</param>
    /// <param name="isOutside">Whether the ring is a living one of another process.</param>
    public static RingReader Over(byte* memory, HoleList holes, ulong? deadEnd = null, bool isOutside = false) =>
        ((RingFileHeader*)memory)->Kind == RingFileHeader.SharedKind ? new SharedRingReader(memory, holes, deadEnd, isOutside) : new ThreadRingReader(memory);

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

    /// <summary>Looks where whoever has the ring has come to, and goes on there.</summary>
    public virtual void Join() => TakeUp();

    /// <summary>Says, in a shared ring, up to where an open sub-buffer can be taken by who does not have the trace's clock.</summary>
    public virtual void Cut()
    {
    }

    /// <summary>Begins a new term of the ring: who had it can take no packet any more. Goes on where that one has come to.</summary>
    /// <param name="term">The term: the one after the ring's.</param>
    /// <param name="adapt">What becomes of the stream's state.</param>
    public void BeginTerm(ushort term, Func<ConsumerState, ConsumerState> adapt)
    {
        ulong first = TurnWord.First(term);
        ulong word;
        ConsumerState state;
        do
        {
            state = ReadState(out word);
            *State(first) = adapt(state);
        }

        // full fence: the state before the word that names it. Pairs with the exchange in Store, which fails from here on for whoever had the ring.
        while (Interlocked.CompareExchange(ref Header->ConsumerTurn, first, word) != word);

        // It may have died, or be held up, between the state and this.
        GiveBack(state.Consumed);
        Join();
    }

    /// <summary>Gives a packet's space back to the producer.</summary>
    /// <param name="packet">The packet, which is in the output by now.</param>
    /// <param name="stream">How far the stream has come with it; the position and the records are filled in here.</param>
    /// <exception cref="TermOverException">The ring was taken away meanwhile, and the packet is another's.</exception>
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
        GiveBack(Position);
        TTestpoints.Hit(Testpoint.Consumed);
    }

    /// <summary>Keeps how far the stream has come with a packet that has none of this ring's records.</summary>
    /// <exception cref="TermOverException">As in <see cref="Consume(in TakenPacket, ConsumerState)"/>.</exception>
    public void Keep(ConsumerState stream)
    {
        End = stream.End;
        Store<NoTestpoints>(stream, Taken);
    }

    /// <summary>Goes on behind the unused end of a sub-buffer.</summary>
    protected void PassOver(ulong position)
    {
        Position = position;
        GiveBack(position);
    }

    private void TakeUp()
    {
        ConsumerState state = ReadState(out _turn);

        // The header is ahead where the unused end of a sub-buffer was passed over since, whose place may have new content by now.
        // acquire: pairs with the exchange in GiveBack; an older value only means to pass over it once more.
        Position = Math.Max(state.Consumed, Volatile.Read(ref Header->Consumed));

        // release: as in Consume.
        Volatile.Write(ref _recorded, state.Recorded);
        End = state.End;
    }

    private ConsumerState ReadState(out ulong word)
    {
        while (true)
        {
            // acquire: the state's use after the word that names it. Pairs with the exchanges in Store and BeginTerm.
            word = Volatile.Read(ref Header->ConsumerTurn);
            ConsumerState state = *State(word);

            // full fence: the copy before the second look. A state is written over only after the word named another one. Pairs with the exchange in Store.
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref Header->ConsumerTurn) == word)
            {
                return state;
            }
        }
    }

    // Only upwards: one that was held up in here while the ring was taken away must not give back less than its successor did.
    private void GiveBack(ulong position)
    {
        // acquire: whatever is there by now is what the exchange goes by.
        ulong consumed = Volatile.Read(ref Header->Consumed);
        while (consumed < position)
        {
            // full fence: the last read of the packet's bytes before its space may be reused. Pairs with the acquires in
            // ThreadRing.TrySwitch and SharedRing.TryPassOn; without it a producer could overwrite a packet that is still being copied.
            ulong seen = Interlocked.CompareExchange(ref Header->Consumed, position, consumed);
            if (seen == consumed)
            {
                return;
            }

            consumed = seen;
        }
    }

    private void Store<TTestpoints>(ConsumerState stream, ulong recorded)
        where TTestpoints : struct, ITestpoints
    {
        stream.Consumed = Position;
        stream.Recorded = recorded;
        stream.End = End;
        ulong next = TurnWord.Next(_turn);
        *State(next) = stream;
        TTestpoints.Hit(Testpoint.StateStored);

        // full fence: the state before the word. Pairs with the reads in ReadState; without it a recovery could take up a state of which half is old.
        // It fails once BeginTerm has given the ring to another.
        if (Interlocked.CompareExchange(ref Header->ConsumerTurn, next, _turn) != _turn)
        {
            throw new TermOverException();
        }

        _turn = next;
        TTestpoints.Hit(Testpoint.TurnStored);
    }

    private ConsumerState* State(ulong word) => &Header->ConsumerState0 + TurnWord.State(word);
}
