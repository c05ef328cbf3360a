using System.Runtime.CompilerServices;

namespace Tracing.Reader.Merging;

/// <summary>One pass over streams, merged by time. Streams can be added, and can have more to give after they had nothing.</summary>
internal sealed class TraceWalk : IDisposable
{
    /// <summary>Bytes of all streams' windows together: far below the 100 MB that a large trace may take.</summary>
    private const int WindowBudget = 32 << 20;

    private const int MinWindowSize = 16 << 10;

    /// <summary>Fits the second-level cache, so that bytes are still near when they are decoded after the copy.</summary>
    private const int MaxWindowSize = 256 << 10;

    private readonly long _from;
    private readonly long _to;
    private readonly bool _isStrict;
    private readonly CursorHeap _heap = new();

    // Streams that had nothing when they were asked last.
    private readonly List<StreamCursor> _waiting = [];
    private StreamCursor? _current;
    private bool _isStarted;

    // Whether the first item of the heap has been given: then its stream is to be moved before the next look.
    private bool _isGiven;

    // Events in this range need neither a look at the other streams nor at the asked time.
    private ulong _fastLength;

    public TraceWalk(TraceReaderOptions options)
    {
        _from = options.From;
        _to = options.To;
        _isStrict = options.Strict;
    }

    /// <summary>A pass over all there is.</summary>
    public TraceWalk(IReadOnlyList<TraceStream> streams, IReadOnlyList<TraceProblem> problems, TraceReaderOptions options, int part = 0, int parts = 1)
        : this(options)
    {
        // They are opened when the pass begins.
        int windowSize = WindowSize(streams.Count);
        foreach (TraceStream stream in streams)
        {
            var cursor = new StreamCursor(stream, windowSize) { SkipBefore = options.From, SkipFrom = options.To, Part = (part, parts) };
            _waiting.Add(cursor);
        }

        Tell(problems);
    }

    /// <summary>Items later than this are kept back, ns.</summary>
    public long KeepBackAfter { get; set; } = long.MaxValue;

    /// <summary>The stream with the current item.</summary>
    public StreamCursor Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _current ?? ThrowNone();
    }

    /// <summary>Adds a stream that is being written.</summary>
    public StreamCursor Add(TraceStream stream)
    {
        var cursor = new StreamCursor(stream, MinWindowSize) { SkipBefore = _from, SkipFrom = _to, IsOpen = true };
        _waiting.Add(cursor);
        return cursor;
    }

    /// <summary>Adds problems of no stream, to be told before everything else that is left.</summary>
    public void Tell(IReadOnlyCollection<TraceProblem> problems)
    {
        if (problems.Count > 0)
        {
            // A stream without files, whose time is before all others.
            var cursor = new StreamCursor(new TraceStream(new TraceDescription("", ""), "", 0, null, -1), 0) { IsOpen = true };
            cursor.Enqueue(problems);
            _waiting.Add(cursor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext() => (_current is not null && _current.TryMoveFast(_from, _fastLength)) || MoveNextSlow();

    /// <summary>Asks the streams again that had nothing.</summary>
    public void AskAgain()
    {
        _isStarted = true;

        // The current stream's place is known only once it has been moved.
        MoveGiven();
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            StreamCursor cursor = _waiting[i];
            if (!cursor.IsOpen)
            {
                cursor.Open();
            }

            if (cursor.MoveNext())
            {
                _waiting.RemoveAt(i);
                _heap.Add(cursor);
            }
        }
    }

    public void Dispose()
    {
        for (; _heap.Count > 0; _heap.RemoveFirst())
        {
            _heap.First.Dispose();
        }

        foreach (StreamCursor cursor in _waiting)
        {
            cursor.Dispose();
        }
    }

    private static int WindowSize(int streams) => Math.Clamp(WindowBudget / Math.Max(1, streams), MinWindowSize, MaxWindowSize);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MoveNextSlow()
    {
        if (!_isStarted)
        {
            AskAgain();
        }

        do
        {
            MoveGiven();
            if (_heap.Count == 0 || _heap.First.Time > KeepBackAfter)
            {
                return false;
            }

            _isGiven = true;
            if (_isStrict && _heap.First.Kind == TraceItemKind.Problem)
            {
                throw new TraceFormatException(_heap.First.Problem!);
            }
        }
        while (IsOutside(_heap.First));
        _current = _heap.First;
        long limit = Math.Min(Math.Min(_heap.Limit, _to), KeepBackAfter);
        _fastLength = limit > _from ? (ulong)(limit - _from) : 0;
        return true;
    }

    private void MoveGiven()
    {
        _current = null;
        if (!_isGiven)
        {
            return;
        }

        _isGiven = false;
        StreamCursor first = _heap.First;
        if (!first.MoveNext())
        {
            _heap.RemoveFirst();
            _waiting.Add(first);
        }
        else if (first.Time >= _heap.Limit)
        {
            // Most events have their successor in the same stream.
            _heap.Sift();
        }
    }

    // Problems are told wherever they are; what has no time cannot be outside of one.
    private bool IsOutside(StreamCursor cursor) =>
        cursor.HasTime && cursor.Kind != TraceItemKind.Problem && (cursor.Time < _from || cursor.Time >= _to);

    private static StreamCursor ThrowNone() => throw new InvalidOperationException("There is no current item.");
}
