using Tracing.Format;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Runtime.SharedMemory;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>One ring of a channel: its memory, both halves, and the stream that it is written to. The consumer's, but for the producer half.</summary>
internal sealed unsafe class ChannelRing : IDisposable
{
    private readonly RingFile _file;
    private readonly RingReader _reader;
    private readonly RingMemory _memory = new();

    /// <summary>Who wrote what a flight recorder still holds: a sub-buffer each at the most, and the current owner.</summary>
    private readonly Queue<(uint Id, Thread Thread)> _owners = [];
    private readonly bool _overwrites;
    private int _ownership;

    /// <param name="file">Its header page is filled in; owned from now on.</param>
    /// <param name="stream">The stream that it is written to, by no other ring.</param>
    /// <param name="timestamp">Now, by the trace clock.</param>
    /// <param name="term">The term in which it is drained.</param>
    public ChannelRing(RingFile file, PacketStream stream, ulong timestamp, ushort term)
    {
        _file = file;
        _overwrites = file.Header->Mode == RingFileHeader.OverwriteMode;
        Stream = stream;
        Size = RingFileHeader.Size + ((long)file.Header->SubBufferSize * file.Header->SubBufferCount);
        RingId = file.Header->RingId;
        ulong turn = TurnWord.First(term);
        file.Header->ConsumerTurn = turn;
        (&file.Header->ConsumerState0)[TurnWord.State(turn)] = stream.State with { Consumed = 0, Recorded = 0, End = timestamp };
        file.Header->LostBefore = stream.State.Lost;
        if (file.Header->Kind == RingFileHeader.SharedKind)
        {
            SharedRingLayout.Initialize(file.Header, timestamp);
        }
        else
        {
            Producer = new ThreadRing(file.Memory, timestamp);
        }

        _reader = RingReader.Over(file.Memory, Holes);
        Snapshot = RingSnapshot.Over(file.Memory, Holes);

        // From here on another process may take it for a ring.
        Move(RingOwnership.Owned);
    }

    /// <summary>The stream that it is written to.</summary>
    public PacketStream Stream { get; }

    /// <summary>What threads that died inside a probe left in a shared ring.</summary>
    public HoleList Holes { get; } = new();

    /// <summary>Reads the ring while it is overwritten.</summary>
    public RingSnapshot Snapshot { get; }

    /// <summary>Bytes of a sub-buffer.</summary>
    public int SubBufferSize => (int)_file.Header->SubBufferSize;

    /// <summary>Bytes of memory that it takes.</summary>
    public long Size { get; }

    /// <summary>As claims name it; 0 for a thread's ring. Here also when its memory is gone.</summary>
    public uint RingId { get; }

    /// <summary>Since when nobody has had it, while it is free: <see cref="Environment.TickCount64"/>. Only under the ring set's lock, or the consumer's.</summary>
    public long FreeSince { get; private set; }

    /// <summary>The header page.</summary>
    public RingFileHeader* Header => _file.Header;

    /// <summary>The producer's half of a thread's ring; null where threads share it.</summary>
    public ThreadRing? Producer { get; }

    /// <summary>Who may do what with it. Only the ring set's lock moves it to and from owned; only the consumer makes it free.</summary>
    // acquire: the last step of who had it before. Pairs with the releases in Attach, Detach and MarkDrained; without it a new
    // owner's losses could be told in a packet that ends before its first record.
    public RingOwnership Ownership => (RingOwnership)Volatile.Read(ref _ownership);

    /// <summary>Which part of it is committed and not written yet, from 0 to 1; what is unused at sub-buffers' ends counts as committed. Only under the session's drain lock.</summary>
    public double Fill => (double)_reader.Used / (_file.Header->SubBufferSize * (ulong)_file.Header->SubBufferCount);

    /// <summary>Records committed so far.</summary>
    public ulong Recorded => _reader.Recorded;

    /// <summary>Records committed and not written to the output.</summary>
    public ulong Unwritten
    {
        get
        {
            ulong taken = _reader.Taken;
            return _reader.Recorded - taken;
        }
    }

    /// <summary>Records lost because the ring was full.</summary>
    public ulong Discarded => _reader.Discarded;

    /// <summary>Records lost because they were larger than a sub-buffer.</summary>
    public ulong TooLarge => _reader.TooLarge;

    /// <summary>Records lost to newer ones.</summary>
    public ulong Overwritten => _reader.Overwritten;

    /// <summary>Gives a thread's ring to the calling thread.</summary>
    public void Attach(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        // Before the thread can write: from now on the consumer must not take it for one that an ended thread left.
        Move(RingOwnership.Owned);
        try
        {
            uint threadId = ProcessIdentity.CurrentThreadId;
            thread.SystemId = threadId;
            lock (_owners)
            {
                _owners.Enqueue((threadId, thread.Thread));
                if (_owners.Count > _file.Header->SubBufferCount + 1)
                {
                    _owners.Dequeue();
                }
            }

            _file.Header->ThreadName.Write(thread.Thread.Name);
            Producer!.Attach(slot, threadId, timestamp);
        }
        catch
        {
            Move(RingOwnership.Free);
            throw;
        }
    }

    /// <summary>Takes the ring from a thread that has ended or is outside of every probe.</summary>
    public void Detach()
    {
        Producer!.Detach();
        Move(_overwrites ? RingOwnership.Free : RingOwnership.Left);
    }

    /// <summary>Takes the ring from the calling thread, which has another one by now.</summary>
    /// <param name="last">What the thread's slot held when the ring had it.</param>
    public void Detach(in RingSlot last)
    {
        Producer!.Detach(last);
        Move(RingOwnership.Left);
    }

    /// <summary>Frees the ring if all is written that its last owner left.</summary>
    public void MarkDrained()
    {
        if (_reader.IsEmpty)
        {
            FreeSince = Environment.TickCount64;
            Move(RingOwnership.Free);
        }
    }

    /// <summary>Writes what is committed to the output. Tells of the full sub-buffers that there were.</summary>
    /// <param name="output">Where streams are made.</param>
    /// <param name="traceId">The trace's id.</param>
    /// <param name="takeOpen">Whether the part of a sub-buffer that is still being filled is written too.</param>
    /// <exception cref="IOException">The output failed; the packet stays in the ring and is tried again at the next call.</exception>
    public DrainResult Drain(ITraceOutput output, Guid traceId, bool takeOpen)
    {
        uint full = 0;

        // As many sub-buffers as there are, and one that is open: a producer that is faster than the output must not keep the
        // consumer from the other rings.
        for (uint left = _file.Header->SubBufferCount + 1; left > 0 && _reader.TryTake(takeOpen, out TakenPacket packet); left--)
        {
            Stream.Append(output, Identify(traceId, _file.Header->ThreadId), Told(packet.Context), _memory.Lend(packet.Data, packet.Context.Size));
            _reader.Consume(packet, Stream.State);
            if (!packet.IsClosed)
            {
                break;
            }

            full++;
        }

        return new DrainResult { Fill = (double)full / _file.Header->SubBufferCount };
    }

    /// <summary>Tells all losses that no packet has told yet, and with them what is left in the ring: nothing more will be written.</summary>
    /// <param name="output">Where streams are made.</param>
    /// <param name="traceId">The trace's id.</param>
    public void ReportUnwritten(ITraceOutput output, Guid traceId)
    {
        ulong lost = Discarded + TooLarge + Unwritten;
        if (Stream.State.Lost != _file.Header->LostBefore + lost)
        {
            ulong time = Math.Max(_reader.End + PacketContext.LossDistance, _file.Header->LastTimestamp);
            Stream.Append(output, Identify(traceId, _file.Header->ThreadId), Told(new(time, time, lost, Size: 0)), default);
        }
    }

    /// <summary>Counts what the ring holds and lost.</summary>
    public RingTally Count()
    {
        StreamIdentity identity = Identify(default, _file.Header->ThreadId);
        return new RingTally
        {
            Key = this,
            Name = Stream.Name,
            ThreadId = identity.ThreadId,
            ThreadName = identity.ThreadName,
            Cpu = identity.Cpu,
            Recorded = Recorded,
            Unwritten = Unwritten,
            Discarded = Discarded,
            TooLarge = TooLarge,
            Overwritten = Overwritten,

            // Of a flight recorder nothing is taken, so that is when it was made.
            LossBegin = _reader.Progress.End,
            LossEnd = _overwrites ? FindOldest() : _file.Header->LastTimestamp,
        };
    }

    /// <summary>Tells losses that no packet has told yet with an empty one: readers see a loss only at the end of a packet. No producer is about to write.</summary>
    /// <param name="output">Where streams are made.</param>
    /// <param name="traceId">The trace's id.</param>
    public void ReportLoss(ITraceOutput output, Guid traceId)
    {
        ulong lost = Discarded + TooLarge;
        if (Stream.State.Lost == _file.Header->LostBefore + lost)
        {
            return;
        }

        // Records that could not be written yet may be earlier than now. Where there are none, the packet and the one before it that says what was told
        // so far begin behind the last packet, each at a time of its own.
        ulong time = _reader.End;
        for (ulong end = time; time < end + 2 && _reader.IsEmpty;)
        {
            time = TraceClock.NowOrdered(out ushort _);
        }

        Stream.Append(output, Identify(traceId, _file.Header->ThreadId), Told(new(time, time, lost, Size: 0)), default);
        _reader.Keep(Stream.State);
    }

    /// <summary>Keeps up with a producer of which nothing is taken.</summary>
    public void Observe() => _reader.Observe();

    /// <summary>Gives the consumer's half to another process.</summary>
    public void Lend(ushort term) => _reader.BeginTerm(term, static state => state with { StreamLength = 0, Chunk = 0 });

    /// <summary>Takes the consumer's half back from another process, which need not know it yet.</summary>
    public void TakeBack(ushort term) => _reader.BeginTerm(term, Stream.Return);

    /// <summary>While the ring is lent: looks how far the other process has come, and frees the ring if all is written that its last owner left.</summary>
    public void Follow()
    {
        _reader.Join();
        if (Ownership == RingOwnership.Left)
        {
            ConsumerState progress = _reader.Progress;
            Stream.Follow(progress);
            if (progress.Lost == _file.Header->LostBefore + Discarded + TooLarge)
            {
                MarkDrained();
            }
        }
    }

    /// <summary>While the ring is lent: says what the other process cannot know by itself.</summary>
    public void Inform()
    {
        _reader.Cut();
        if (Producer is not null)
        {
            uint threadId = _file.Header->ThreadId;
            string name = Identify(default, threadId).ThreadName;
            if (Ownership == RingOwnership.Owned && name != _file.Header->ThreadName.Read())
            {
                _file.Header->ThreadName.Write(name);
            }
        }
    }

    /// <summary>Unmaps the ring and leaves its file to the process that it is lent to.</summary>
    public void HandOver()
    {
        Stream.Dispose();
        _file.Close();
    }

    /// <summary>The trace and thread of a packet.</summary>
    public StreamIdentity Identify(Guid traceId, uint threadId)
    {
        string? name = null;
        lock (_owners)
        {
            foreach ((uint id, Thread thread) in _owners)
            {
                name = id == threadId ? thread.Name : name;
            }
        }

        return new StreamIdentity(traceId, threadId, name ?? "", _file.Header->Cpu);
    }

    /// <summary>Closes the stream, and unmaps and deletes the ring.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        Unmap();
    }

    /// <summary>Unmaps and deletes the ring, whose stream another one goes on with.</summary>
    public void Unmap()
    {
        if (RingId != 0)
        {
            RingIds.Return(RingId);
        }

        _file.Dispose();
    }

    // The time from which on nothing is overwritten. A producer that is that fast has overwritten all up to now, or nearly so.
    private ulong FindOldest() =>
        Snapshot.TryDescribe(Snapshot.FindRange().Oldest, out CopiedPacket packet) ? packet.Context.Begin : _file.Header->LastTimestamp;

    private void Move(RingOwnership ownership)
    {
        // release: what was done with the ring before it is the next one's. Pairs with the acquire in Ownership, and with that in OutsideRing.
        Volatile.Write(ref _ownership, (int)ownership);
        Volatile.Write(ref _file.Header->Ownership, (uint)ownership);
    }

    private PacketContext Told(in PacketContext packet) => packet with { Lost = _file.Header->LostBefore + packet.Lost };
}
