using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracing.Writing;

/// <summary>
/// What a channel has lost before it got into a ring, by stream, event type and cause. Any thread counts, at any time: no lock, no allocation.
/// </summary>
/// <remarks>
/// Cells are handed out from memory that is set aside with the channel and that the system backs where it is used; they stay until it goes. When it runs
/// short, further kinds do without their stream, and, when it has run out, without their event: no loss goes uncounted.
/// </remarks>
internal sealed unsafe class LossTable
{
    /// <summary>The instance of losses that no stream had, or of which the stream is not known.</summary>
    public const uint NoStream = uint.MaxValue;

    /// <summary>The event id of losses of which the event is not known.</summary>
    public const int NoEvent = -1;

    /// <summary>Kinds that are told apart: 512 KiB, enough for 200 threads that lose 40 event types each.</summary>
    public const int MaxCells = 8192;

    /// <summary>So many of them with their streams; the rest is for events.</summary>
    public const int MaxCellsWithStream = MaxCells * 3 / 4;

    /// <summary>A power of two; 200 threads that lose three event types each find theirs within a few steps.</summary>
    private const int BucketCount = 256;

    /// <summary>The first cells, one for each cause: what there is no other cell for. They are in no bucket, so 0 ends a bucket.</summary>
    private const int CauseCount = (int)LossCause.GetterFaulted + 1;

    private readonly int[] _buckets = new int[BucketCount];
    private readonly LossCell* _cells;
    private int _used = CauseCount;

    /// <summary>An empty table.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for it.</exception>
    public LossTable()
    {
        _cells = (LossCell*)NativeMemory.AllocZeroed(MaxCells, LossCell.Size);
        for (int cause = 0; cause < CauseCount; cause++)
        {
            _cells[cause] = new LossCell { Instance = NoStream, EventId = NoEvent, Cause = (LossCause)cause };
        }
    }

    /// <summary>Not before: statistics may be asked for as long as there is anybody to ask.</summary>
    ~LossTable() => NativeMemory.Free(_cells);

    /// <summary>Counts a lost record.</summary>
    /// <param name="instance">The stream's number in the channel, or <see cref="NoStream"/>.</param>
    /// <param name="eventId">The event class's id in the channel.</param>
    /// <param name="cause">Why.</param>
    /// <param name="timestamp">The record's time.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Count(uint instance, ushort eventId, LossCause cause, ulong timestamp)
    {
        _cells[Find(instance, eventId, cause)].Add(timestamp);
        GC.KeepAlive(this);
    }

    /// <summary>Sum over all cells of a cause.</summary>
    public ulong Total(LossCause cause)
    {
        ulong total = 0;
        foreach (int cell in Cells())
        {
            total += _cells[cell].Cause == cause ? _cells[cell].Count : 0;
        }

        GC.KeepAlive(this);
        return total;
    }

    /// <summary>Numbers of all cells; those that are added meanwhile may be missing.</summary>
    public IEnumerable<int> Cells()
    {
        for (int cause = 0; cause < CauseCount; cause++)
        {
            yield return cause;
        }

        for (int i = 0; i < BucketCount; i++)
        {
            // acquire: a cell's fields before their use. Pairs with the exchange in Find.
            for (int cell = Volatile.Read(ref _buckets[i]); cell != 0; cell = NextOf(cell))
            {
                yield return cell;
            }
        }
    }

    /// <summary>A cell by its number. The table must stay alive as long as it is used.</summary>
    public ref LossCell this[int cell] => ref _cells[cell];

    private int Find(uint instance, ushort eventId, LossCause cause)
    {
        ref int bucket = ref _buckets[Hash(instance, eventId, cause)];
        int added = 0;
        while (true)
        {
            // acquire: as in Cells.
            int first = Volatile.Read(ref bucket);
            for (int number = first; number != 0; number = _cells[number].Next)
            {
                LossCell* cell = &_cells[number];
                if (cell->Instance == instance && cell->EventId == eventId && cell->Cause == cause)
                {
                    return number;
                }
            }

            if (added == 0 && !TryTake(instance == NoStream ? MaxCells : MaxCellsWithStream, out added))
            {
                return instance == NoStream ? (int)cause : Find(NoStream, eventId, cause);
            }

            _cells[added] = new LossCell { Instance = instance, EventId = eventId, Cause = cause, Next = first };

            // full fence: the cell before its number. Pairs with the acquires here and in Cells. Of two threads that add, the second looks again; if
            // they add the same kind, it leaves its cell unused.
            if (Interlocked.CompareExchange(ref bucket, added, first) == first)
            {
                return added;
            }
        }
    }

    private bool TryTake(int limit, out int cell)
    {
        // acquire, without need of one: the exchange decides.
        int used = Volatile.Read(ref _used);
        while (used < limit)
        {
            // full fence: each number is given once.
            int seen = Interlocked.CompareExchange(ref _used, used + 1, used);
            if (seen == used)
            {
                cell = used;
                return true;
            }

            used = seen;
        }

        cell = 0;
        return false;
    }

    private int NextOf(int cell) => _cells[cell].Next;

    // Neighbours in any of the three land in different buckets: 4 is the number of causes, 31 shares no factor with it.
    private static int Hash(uint instance, ushort eventId, LossCause cause) =>
        (int)((instance * 31) + ((uint)eventId * CauseCount) + (uint)cause) & (BucketCount - 1);
}
