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

    /// <summary>Neither do packets that begin at or after this time.</summary>
    public long SkipFrom { get; init; } = long.MaxValue;

    /// <summary>Whether the files are open.</summary>
    public bool IsOpen { get; set; }

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
        IsOpen = true;
        foreach (StreamSource source in Stream.Sources)
        {
            StreamFile? file = StreamFile.TryOpen(source.Trace, source.FullPath, source.RelativePath, out TraceProblem? problem);
            if (file is null)
            {
                _problems.Enqueue(problem!);
                continue;
            }

            Add(file);
        }
    }

    /// <summary>Adds a file of the stream; the cursor closes it.</summary>
    public void Add(StreamFile file)
    {
        if (SkipBefore != long.MinValue)
        {
            file.SkipBefore(SkipBefore);
        }

        _files.Add(file);
        _next.Add(new PacketHead());
        Peek(_files.Count - 1);
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
                case HeadResult.End when _files[index].IsGrowing:
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

        int first = -1;
        for (int i = 0; i < _files.Count; i++)
        {
            if (_next[i].Data.EndBits >= 0 && (first < 0 || _next[i].BeginTime < _next[first].BeginTime))
            {
                first = i;
            }
        }

        if (first < 0)
        {
            _inPacket = false;
            return false;
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

        // First of all: what was lost before a packet or is wrong with it is told by the one cursor whose packet it is, also where that skips it.
        if (!IsMine())
        {
            _lostPackets = 0;
            _lostEvents = 0;
            _head.Problem = null;
            Leave(null);
            return;
        }

        if ((_head.EndTime < SkipBefore && _head.EndTime != long.MinValue) || (_head.BeginTime >= SkipFrom && SkipFrom != long.MaxValue))
        {
            Leave(null);
            return;
        }

        OpenWindow();
    }

    /// <summary>
    /// Whether the current packet is this cursor's. One that does not say when it begins needs the one before, and so does the time of a loss
    /// behind one that does not say when it ends: all those go to the first.
    /// </summary>
    private bool IsMine() => Part.Count == 1 || (_head is { HasBegin: true, HasEnd: true } ? _head.Number % Part.Count : 0) == Part.Number;

    /// <summary>Ends the current packet.</summary>
    private void Leave(TraceProblem? problem)
    {
        Bar();
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
