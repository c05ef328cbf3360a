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
    private readonly byte[] _header = new byte[PacketHeader.MaxSize];
    private readonly string _name;
    private IStreamOutput? _stream;
    private ulong _nextPacket;
    private ulong _reportedLoss;

    /// <param name="file">Its header page is filled in; owned from now on.</param>
    /// <param name="name">The stream's name.</param>
    /// <param name="timestamp">Now, by the trace clock.</param>
    public ChannelRing(RingFile file, string name, ulong timestamp)
    {
        _file = file;
        _name = name;
        Producer = new ThreadRing(file.Memory, timestamp);
        _reader = new RingReader(file.Memory);
    }

    /// <summary>The producer's half.</summary>
    public ThreadRing Producer { get; }

    /// <summary>The thread that writes, or wrote last.</summary>
    public TracingThread? Owner { get; private set; }

    /// <summary>Whether a thread has it. Set under the ring set's lock.</summary>
    public bool IsOwned { get; private set; }

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

    /// <summary>Whether it can be given to another thread: nobody has it, and what the last one left is written.</summary>
    public bool IsFree => !IsOwned && _reader.IsEmpty && _reportedLoss == Discarded + TooLarge;

    /// <summary>Gives the ring to the calling thread.</summary>
    public void Attach(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        Owner = thread;
        IsOwned = true;
        Producer.Attach(slot, ProcessIdentity.CurrentThreadId, timestamp);
    }

    /// <summary>Takes the ring from a thread that has ended or is outside of every probe.</summary>
    public void Detach()
    {
        Producer.Detach();
        IsOwned = false;
    }

    /// <summary>Writes what is committed to the output. True when there was a full sub-buffer, so that it pays to look again soon.</summary>
    /// <param name="output">Where streams are made.</param>
    /// <param name="identity">The stream, but for the thread.</param>
    /// <param name="takeOpen">Whether the part of a sub-buffer that is still being filled is written too.</param>
    /// <exception cref="IOException">The output failed; the packet stays in the ring and is tried again at the next call.</exception>
    public bool Drain(ITraceOutput output, in StreamIdentity identity, bool takeOpen)
    {
        bool wasBusy = false;
        while (_reader.TryTake(takeOpen, out TakenPacket packet))
        {
            Write(output, identity, packet);
            _reader.Consume(packet);
            wasBusy |= packet.IsClosed;
        }

        return wasBusy;
    }

    /// <summary>Closes the stream with an empty packet if losses are not yet told: readers see a loss only at the end of a packet.</summary>
    public void ReportLoss(ITraceOutput output, in StreamIdentity identity)
    {
        if (_reportedLoss == Discarded + TooLarge)
        {
            return;
        }

        Write(output, identity, EmptyPacket(_file.Header->LastTimestamp, Discarded + TooLarge));
    }

    /// <summary>Closes the stream, and unmaps and deletes the ring.</summary>
    public void Dispose()
    {
        _stream?.Dispose();
        _file.Dispose();
    }

    private TakenPacket EmptyPacket(ulong time, ulong lost) => new()
    {
        Data = _file.Memory,
        Context = new(time, time, lost, Size: 0),
        Recorded = _reader.Recorded,
        NextPosition = 0,
    };

    private void Write(ITraceOutput output, in StreamIdentity identity, in TakenPacket packet)
    {
        _stream ??= output.CreateStream(_name);
        if (_nextPacket == 0 && packet.Context.Lost > 0)
        {
            // Readers tell a loss from the difference to the packet before, so there must be one.
            Append(identity, EmptyPacket(packet.Context.Begin, lost: 0));
        }

        Append(identity, packet);
    }

    private void Append(in StreamIdentity identity, in TakenPacket packet)
    {
        StreamIdentity full = identity with
        {
            StreamInstance = _file.Header->StreamInstance,
            ThreadId = _file.Header->ThreadId,
            ThreadName = Owner?.Thread.Name ?? "",
        };
        int headerSize = PacketHeader.Write(_header, full, packet.Context, _nextPacket);
        _stream!.Append(_header.AsMemory(0, headerSize), _memory.Lend(packet.Data, packet.Context.Size));
        _nextPacket++;
        _reportedLoss = packet.Context.Lost;
    }
}
