using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracing.Writing;

/// <summary>
/// Counts events that a stage refuses, exactly, without an atomic instruction in the probe: each thread counts for itself, in its
/// staging area, and adds that up only when the cell is wanted for another counter, or when the thread has ended.
/// </summary>
internal sealed unsafe class RecordCounter
{
    private static readonly Lock s_gate = new();
    private static readonly Stack<RecordCounter> s_retired = [];
    private static int s_made;

    /// <summary>What was added up. Native, and never freed, since a thread that emits nothing may still hold counts for it.</summary>
    private readonly long* _total;

    /// <summary>Which cell of a thread it uses.</summary>
    private readonly int _cell;

    /// <summary>What the counter before had counted that left its word to this one.</summary>
    private readonly long _before;

    public RecordCounter()
    {
        lock (s_gate)
        {
            if (s_retired.TryPop(out RecordCounter? retired))
            {
                _total = retired._total;
                _cell = retired._cell;
                _before = Sum;
                return;
            }

            // Counters that are made together do not share a cell.
            _cell = s_made++ % PendingCounts.Length;
        }

        _total = (long*)NativeMemory.AllocZeroed(sizeof(long));
    }

    /// <summary>For what nobody asks for.</summary>
    public static RecordCounter Unread { get; } = new();

    /// <summary>
    /// The count by now. While threads emit it may lack what they count at this moment; not once they are out of their probes.
    /// </summary>
    public long Sum
    {
        get
        {
            long sum = 0;
            TracingThread.ForEach(thread =>
            {
                // acquire: the area's content before its use. Pairs with the release in StagingArea.Make.
                var area = (StagingArea*)Volatile.Read(ref *(nint*)&ThreadBlock.Staged(thread.Block)->Area);
                sum += area == null ? 0 : area->Pending[_cell].CountFor(_total);
            });

            // A whole value; pairs with the additions in PendingCount. After the cells: what moves over meanwhile is missed, not counted twice.
            return sum + Volatile.Read(ref *_total) - _before;
        }
    }

    /// <summary>Leaves the word to another counter. No thread counts any more: probes that might are waited for, and nobody asks.</summary>
    public void Retire()
    {
        lock (s_gate)
        {
            s_retired.Push(this);
        }
    }

    /// <summary>Adds one.</summary>
    /// <param name="slot">The calling thread's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(StagedSlot* slot)
    {
        StagingArea* area = StagingArea.Of(slot);
        if (area == null)
        {
            // full fence: as in PendingCount.
            Interlocked.Increment(ref *_total);
            return;
        }

        area->Pending[_cell].Add(_total);
    }
}
