namespace Tracing.Reader.Merging;

/// <summary>One pass over streams, merged by time.</summary>
internal sealed class TraceWalk : IDisposable
{
    /// <summary>Bytes of all streams' windows together: far below the 100 MB that a large trace may take.</summary>
    private const int WindowBudget = 32 << 20;

    private const int MinWindowSize = 16 << 10;

    /// <summary>Fits the second-level cache, so that bytes are still near when they are decoded after the copy.</summary>
    private const int MaxWindowSize = 256 << 10;

    private readonly TraceReaderOptions _options;
    private readonly CursorHeap _heap;
    private readonly StreamCursor[] _cursors;
    private bool _isStarted;
    private bool _hasCurrent;

    public TraceWalk(IReadOnlyList<TraceStream> streams, IReadOnlyList<TraceProblem> problems, TraceReaderOptions options, int part = 0, int parts = 1)
    {
        _options = options;
        int windowSize = Math.Clamp(WindowBudget / Math.Max(1, streams.Count), MinWindowSize, MaxWindowSize);
        _cursors = new StreamCursor[streams.Count + (problems.Count > 0 ? 1 : 0)];
        for (int i = 0; i < streams.Count; i++)
        {
            _cursors[i] = new StreamCursor(streams[i], windowSize) { SkipBefore = options.From, Part = (part, parts) };
        }

        if (problems.Count > 0)
        {
            // They come first: a cursor without files, whose time is before all others.
            var stream = new TraceStream(new TraceDescription("", ""), "", 0, null, -1);
            _cursors[^1] = new StreamCursor(stream, 0);
            _cursors[^1].Enqueue(problems);
        }

        _heap = new CursorHeap(_cursors.Length);
    }

    /// <summary>The stream with the current item.</summary>
    public StreamCursor Current => _hasCurrent ? _heap.First : throw new InvalidOperationException("There is no current item.");

    public bool MoveNext()
    {
        do
        {
            if (!Advance())
            {
                _hasCurrent = false;
                return false;
            }

            _hasCurrent = true;
            if (_options.Strict && _heap.First.Kind == TraceItemKind.Problem)
            {
                throw new TraceFormatException(_heap.First.Problem!);
            }
        }
        while (IsOutside(_heap.First));
        return true;
    }

    public void Dispose()
    {
        foreach (StreamCursor cursor in _cursors)
        {
            cursor.Dispose();
        }
    }

    private bool Advance()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            foreach (StreamCursor cursor in _cursors)
            {
                cursor.Open();
                if (cursor.MoveNext())
                {
                    _heap.Add(cursor);
                }
            }
        }
        else if (_heap.Count > 0)
        {
            StreamCursor first = _heap.First;
            if (first.MoveNext())
            {
                // Most events have their successor in the same stream.
                if (first.Time >= _heap.Limit)
                {
                    _heap.Sift();
                }
            }
            else
            {
                _heap.RemoveFirst();
            }
        }

        return _heap.Count > 0;
    }

    // Problems are told wherever they are; what has no time cannot be outside of one.
    private bool IsOutside(StreamCursor cursor) =>
        cursor.HasTime && cursor.Kind != TraceItemKind.Problem && (cursor.Time < _options.From || cursor.Time >= _options.To);
}
