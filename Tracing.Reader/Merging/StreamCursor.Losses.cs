namespace Tracing.Reader.Merging;

/// <remarks>What was lost and what is wrong, told between the events.</remarks>
internal sealed partial class StreamCursor
{
    // What is still to be said of the current packet before its events.
    private ulong _lostPackets;
    private ulong _lostEvents;

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
}
