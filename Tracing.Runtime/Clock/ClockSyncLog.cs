using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Clock;

/// <summary>
/// A session's readings of the clocks: which are yet to be written, and the last ones for snapshots. Taking one costs a microsecond, so that is done whenever the
/// consumer comes by and a second has passed; writing would make an idle trace grow, so that is done only beside other data: then the reading before
/// that data and the one behind it, between which it lies. One user at a time.
/// </summary>
internal sealed class ClockSyncLog
{
    /// <summary>From one reading to the next, in ms.</summary>
    public const long PeriodMs = 1000;

    /// <summary>Readings that are kept for snapshots: the last four minutes.</summary>
    private const int MaxKept = 240;

    private readonly List<ClockSync> _kept = [];
    private int _unwritten;
    private long _dueAt;
    private bool _wasIdle;

    /// <summary>Takes a reading if a second has passed since the last one.</summary>
    /// <param name="now">As of <see cref="Environment.TickCount64"/>.</param>
    public bool TakeIfDue(long now)
    {
        if (now < _dueAt)
        {
            return false;
        }

        Take(now);
        return true;
    }

    /// <summary>Takes a reading.</summary>
    /// <param name="now">As of <see cref="Environment.TickCount64"/>.</param>
    public void Take(long now) => Add(ClockSync.Take(), now);

    /// <summary>Adds a reading.</summary>
    internal void Add(ClockSync sync, long now)
    {
        _dueAt = now + PeriodMs;
        bool isIdle = _kept is [.., var last] && sync.Clock == last.Clock + 1;
        if (isIdle && _wasIdle)
        {
            // The counter, and nobody else has counted: of idle time its two ends are enough.
            _kept.RemoveAt(_kept.Count - 1);
            _unwritten = Math.Max(0, _unwritten - 1);
        }

        _wasIdle = isIdle;
        _kept.Add(sync);
        _unwritten = Math.Min(_unwritten + 1, 2);
        if (_kept.Count > MaxKept)
        {
            _kept.RemoveAt(0);
        }
    }

    /// <summary>Gives the readings that are yet to be written: the last one, and the one before if that was not written.</summary>
    public void MoveTo(OwnRecords records)
    {
        Write(_kept.TakeLast(_unwritten), records);
        _unwritten = 0;
    }

    /// <summary>Gives all that are kept and not older than a time, written or not, and the last one in any case.</summary>
    /// <param name="records">Gets them.</param>
    /// <param name="since">By the trace clock.</param>
    public void CopyTo(OwnRecords records, ulong since = 0) =>
        Write(_kept.Where((sync, place) => sync.Clock >= since || place == _kept.Count - 1), records);

    private static void Write(IEnumerable<ClockSync> syncs, OwnRecords records)
    {
        foreach (ClockSync sync in syncs)
        {
            records.Add(OwnEventClasses.ClockSync, sync.Clock).Put(sync.Clock).Put(sync.Monotonic).Put(sync.Realtime);
        }
    }
}
