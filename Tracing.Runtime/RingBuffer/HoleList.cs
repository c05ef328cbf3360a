namespace Tracing.Runtime.RingBuffer;

/// <summary>A stretch of a shared ring that was reserved by a thread which died before it committed.</summary>
/// <param name="Begin">Position of its first byte.</param>
/// <param name="End">Position behind its last byte.</param>
/// <param name="Timestamp">When it was reserved: no record before it is later, none behind it is earlier.</param>
internal readonly record struct Hole(ulong Begin, ulong End, ulong Timestamp);

/// <summary>The holes of one shared ring that are known and settled, in the order of their positions. Thread-safe.</summary>
internal sealed class HoleList
{
    private readonly Lock _gate = new();
    private readonly List<Hole> _holes = [];

    /// <summary>Adds a hole, and forgets those that lie entirely before a position.</summary>
    public void Add(Hole hole, ulong forgetBefore)
    {
        lock (_gate)
        {
            _holes.RemoveAll(other => other.End <= forgetBefore);
            _holes.Add(hole);
            _holes.Sort(static (left, right) => left.Begin.CompareTo(right.Begin));
        }
    }

    /// <summary>The first hole that overlaps a range, if there is one.</summary>
    public Hole? FindFirst(ulong begin, ulong end)
    {
        lock (_gate)
        {
            foreach (Hole hole in _holes)
            {
                if (hole.End > begin && hole.Begin < end)
                {
                    return hole;
                }
            }

            return null;
        }
    }

    /// <summary>All holes that overlap a range, together with others, in the order of their positions; null for none.</summary>
    public IReadOnlyList<Hole>? Join(IReadOnlyList<Hole> others, ulong begin, ulong end)
    {
        lock (_gate)
        {
            // A settled claim stays for a while, so a hole may be in both.
            List<Hole> joined = [.. others.Concat(_holes.Where(hole => hole.End > begin && hole.Begin < end)).DistinctBy(static hole => hole.Begin)];
            joined.Sort(static (left, right) => left.Begin.CompareTo(right.Begin));
            return joined.Count == 0 ? null : joined;
        }
    }
}
