namespace Tracing.Reader.Merging;

/// <summary>
/// The streams by the time of their current item; of equal times the stream that was opened first. A binary heap: going on
/// in the same stream, the common case, costs two comparisons.
/// </summary>
internal sealed class CursorHeap
{
    private StreamCursor[] _cursors = new StreamCursor[4];

    public int Count { get; private set; }

    /// <summary>While the first one's time is below this, no other comes before it.</summary>
    public long Limit { get; private set; }

    /// <summary>The stream with the earliest item.</summary>
    public StreamCursor First => _cursors[0];

    public void Add(StreamCursor cursor)
    {
        if (Count == _cursors.Length)
        {
            Array.Resize(ref _cursors, Count * 2);
        }

        // Not known until the first has been put in its place again.
        Limit = long.MinValue;
        int i = Count++;
        while (i > 0 && IsBefore(cursor, _cursors[(i - 1) / 2]))
        {
            _cursors[i] = _cursors[(i - 1) / 2];
            i = (i - 1) / 2;
        }

        _cursors[i] = cursor;
    }

    /// <summary>Puts the first in its place after it moved.</summary>
    public void Sift()
    {
        StreamCursor cursor = _cursors[0];
        int i = 0;
        while (true)
        {
            int child = (2 * i) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && IsBefore(_cursors[child + 1], _cursors[child]))
            {
                child++;
            }

            if (!IsBefore(_cursors[child], cursor))
            {
                break;
            }

            _cursors[i] = _cursors[child];
            i = child;
        }

        _cursors[i] = cursor;
        Limit = Count > 2 ? Math.Min(_cursors[1].Time, _cursors[2].Time) : Count > 1 ? _cursors[1].Time : long.MaxValue;
    }

    /// <summary>Takes the first out.</summary>
    public void RemoveFirst()
    {
        _cursors[0] = _cursors[--Count];
        if (Count > 0)
        {
            Sift();
        }
    }

    private static bool IsBefore(StreamCursor a, StreamCursor b) =>
        a.Time < b.Time || (a.Time == b.Time && a.Stream.Index < b.Stream.Index);
}
