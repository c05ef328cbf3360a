using Tracing.Reader.Packets;
using Tracing.Reader.Records;

namespace Tracing.Reader.Merging;

/// <summary>Walks the items of one stream: the packets of its files in the order of time, and in them the events.</summary>
/// <remarks>
/// Memory is bounded by one window into the current packet and the head of the next packet of each file. The window grows
/// only for an event that is larger than it.
/// </remarks>
internal sealed partial class StreamCursor : IDisposable
{
    private readonly List<StreamFile> _files = [];
    private readonly List<PacketHead> _next = [];
    private readonly Queue<TraceProblem> _problems = new();
    private readonly int _windowSize;
    private PacketHead _head = new();
    private PacketHead _spare = new();
    private bool _inPacket;
    private bool _hasHead;
    private ulong _clock;

    // What the packet before said.
    private bool _hasLast;
    private ulong _lastSequenceNumber;
    private ulong _lastDiscarded;
    private long _lastEnd = long.MinValue;

    // What is still to be said of the current packet before its events.
    private ulong _lostPackets;
    private ulong _lostEvents;

    public StreamCursor(TraceStream stream, int windowSize)
    {
        Stream = stream;
        _windowSize = windowSize;
    }

    public TraceStream Stream { get; }

    /// <summary>Packets that end before this time, in ns, need not be decoded.</summary>
    public long SkipBefore { get; init; } = long.MinValue;

    /// <summary>Of so many cursors that share the stream's packets, which this is, and how many.</summary>
    public (int Number, int Count) Part { get; init; } = (0, 1);

    /// <summary>The file of the current packet.</summary>
    public StreamFile File => _head.File;

    /// <summary>The current packet.</summary>
    public PacketHead Head => _head;

    /// <summary>Whether there is a current packet.</summary>
    public bool HasPacket => _hasHead;

    /// <summary>The current event's bytes.</summary>
    public FieldData Data { get; } = new();

    public TraceItemKind Kind { get; private set; }

    public TraceEventClass? Class { get; private set; }

    /// <summary>The current item's time in ns, which never falls in a sound stream; the lowest value before any is known.</summary>
    public long Time { get; private set; } = long.MinValue;

    public bool HasTime { get; private set; }

    /// <summary>The clock's value at the current event.</summary>
    public ulong Cycles => _clock;

    /// <summary>How many were lost.</summary>
    public ulong Count { get; private set; }

    /// <summary>When they were lost, ns; the lowest value where not known.</summary>
    public long RangeBegin { get; private set; }

    public long RangeEnd { get; private set; }

    public TraceProblem? Problem { get; private set; }

    /// <summary>Counts the items, so that a stale one is noticed.</summary>
    public uint Sequence { get; private set; }

    /// <summary>Adds problems that are to be told first.</summary>
    public void Enqueue(IEnumerable<TraceProblem> problems)
    {
        foreach (TraceProblem problem in problems)
        {
            _problems.Enqueue(problem);
        }
    }

    /// <summary>Opens the files.</summary>
    public void Open()
    {
        foreach (StreamSource source in Stream.Sources)
        {
            StreamFile? file = StreamFile.TryOpen(source.Trace, source.FullPath, source.RelativePath, out TraceProblem? problem);
            if (file is null)
            {
                _problems.Enqueue(problem!);
                continue;
            }

            _files.Add(file);
            _next.Add(new PacketHead());
            Peek(_files.Count - 1);
        }
    }

    public void Dispose()
    {
        foreach (StreamFile file in _files)
        {
            file.Dispose();
        }
    }

    /// <summary>Goes to the next item; false at the end.</summary>
    public bool MoveNext()
    {
        Sequence++;
        return (_inPacket && _problems.Count == 0 && (_lostPackets | _lostEvents) == 0 && TryDecode()) || MoveNextSlow();
    }

    private bool MoveNextSlow()
    {
        while (true)
        {
            if (_inPacket)
            {
                if (_problems.Count == 0 && _lostPackets == 0 && _lostEvents == 0 && TryDecode())
                {
                    return true;
                }

                if (TryReport())
                {
                    return true;
                }

                if (_inPacket)
                {
                    continue;
                }
            }

            if (TryReport())
            {
                return true;
            }

            if (!TryOpenPacket())
            {
                return TryReport();
            }
        }
    }

    /// <summary>Reports what is waiting to be said, one thing at a time.</summary>
    private bool TryReport()
    {
        if (_problems.TryDequeue(out TraceProblem? problem))
        {
            Set(TraceItemKind.Problem);
            Problem = problem;
            HasTime = Time != long.MinValue;
            return true;
        }

        if (_lostPackets > 0)
        {
            Set(TraceItemKind.LostPackets);
            Count = _lostPackets;
            _lostPackets = 0;
            RangeBegin = _lastEnd;
            RangeEnd = _head.BeginTime;
            MoveTime(_lastEnd);
            return true;
        }

        if (_lostEvents > 0)
        {
            Set(TraceItemKind.LostEvents);
            Count = _lostEvents;
            _lostEvents = 0;
            RangeBegin = _lastEnd != long.MinValue ? _lastEnd : _head.BeginTime;
            RangeEnd = _head.EndTime;
            MoveTime(RangeBegin);
            return true;
        }

        return false;
    }

    private void Set(TraceItemKind kind)
    {
        Kind = kind;
        Class = null;
        Problem = null;
        Count = 0;
        RangeBegin = RangeEnd = long.MinValue;
    }

    private void MoveTime(long time)
    {
        // Loss is told where it is in the sequence, never earlier than what came before it.
        Time = Math.Max(Time, time);
        HasTime = Time != long.MinValue;
    }

    /// <summary>Looks at a file's next packet.</summary>
    private void Peek(int index)
    {
        while (true)
        {
            switch (_files[index].ReadHead(_next[index]))
            {
                case HeadResult.Packet:
                    return;
                case HeadResult.Problem:
                    _problems.Enqueue(_files[index].Problem!);

                    // One at a time, since a file of nothing but errors must not fill the memory with them.
                    _next[index].Data.EndBits = -1;
                    return;
                default:
                    _files[index].Dispose();
                    _files.RemoveAt(index);
                    _next.RemoveAt(index);
                    return;
            }
        }
    }

    private bool TryOpenPacket()
    {
        for (int i = _files.Count - 1; i >= 0; i--)
        {
            if (_next[i].Data.EndBits < 0)
            {
                Peek(i);
                if (_problems.Count > 0)
                {
                    return true;
                }
            }
        }

        if (_files.Count == 0)
        {
            _inPacket = false;
            return false;
        }

        int first = 0;
        for (int i = 1; i < _files.Count; i++)
        {
            if (_next[i].BeginTime < _next[first].BeginTime)
            {
                first = i;
            }
        }

        PacketHead opened = _next[first];
        bool isSame = _hasHead && opened.IsSameAs(_head);
        _next[first] = _spare;
        _spare = _head;
        _head = opened;
        _hasHead = true;

        // Looked for when this packet is done: what is wrong there is to be told behind its events.
        _next[first].Data.EndBits = -1;
        if (!isSame)
        {
            Enter();
        }

        return true;
    }

    /// <summary>Begins the current packet: counts what was lost since the one before, sets the clock.</summary>
    private void Enter()
    {
        _inPacket = true;
        if (_hasLast && _head.HasSequenceNumber && _head.SequenceNumber > _lastSequenceNumber)
        {
            _lostPackets = _head.SequenceNumber - _lastSequenceNumber - 1;
        }

        if (_head.HasDiscarded)
        {
            _lostEvents = Growth();
            _lastDiscarded = _head.Discarded;
        }

        _lastSequenceNumber = _head.SequenceNumber;
        if (_head.HasBegin)
        {
            _clock = _head.Begin;
        }

        if (_head.EndTime < SkipBefore && _head.EndTime != long.MinValue)
        {
            Leave(null);
            return;
        }

        if (!IsMine())
        {
            _lostPackets = 0;
            _lostEvents = 0;
            _head.Problem = null;
            Leave(null);
            return;
        }

        OpenWindow();
    }

    /// <summary>Whether the current packet is this cursor's: one that does not say when it begins needs the one before, so all those go to the first.</summary>
    private bool IsMine() => Part.Count == 1 || (_head.HasBegin ? _head.Number % Part.Count : 0) == Part.Number;

    /// <summary>How many events were discarded since the packet before, by its counter.</summary>
    private ulong Growth()
    {
        if (!_hasLast)
        {
            // What was lost before the first packet that there is belongs to the stream only if no packet is missing before it.
            return _head is { HasSequenceNumber: true, SequenceNumber: 0 } ? _head.Discarded : 0;
        }

        if (_head.Discarded >= _lastDiscarded)
        {
            return _head.Discarded - _lastDiscarded;
        }

        // A narrow counter starts anew when it is full; a large step back is no step forward but a fault.
        int bits = _head.DiscardedBits;
        ulong wrapped = bits < 64 ? (_head.Discarded - _lastDiscarded) & ((1UL << bits) - 1) : 0;
        return bits < 64 && wrapped < 1UL << (bits - 1) ? wrapped : 0;
    }

    /// <summary>Ends the current packet.</summary>
    private void Leave(TraceProblem? problem)
    {
        _inPacket = false;
        _hasLast = true;
        if (_head.HasEnd)
        {
            _clock = _head.End;
        }

        long end = _head.EndTime;
        _lastEnd = end != long.MinValue ? end : Time;
        if (problem is not null)
        {
            _problems.Enqueue(problem);
        }

        if (_head.Problem is not null)
        {
            _problems.Enqueue(_head.Problem);
        }
    }
}
