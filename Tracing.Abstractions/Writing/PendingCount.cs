using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracing.Writing;

/// <summary>What one thread has counted for a <see cref="RecordCounter"/>. Only the thread writes it; another one does once it has ended.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PendingCount
{
    private nint _total;
    private long _count;

    /// <summary>Adds one for a counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long* total)
    {
        if (_total == (nint)total)
        {
            // One writer; pairs with the read in CountFor: a whole value on 32-bit machines too.
            Volatile.Write(ref _count, _count + 1);
        }
        else
        {
            Change(total);
        }
    }

    /// <summary>What is counted here for a counter. Any thread.</summary>
    public readonly long CountFor(long* total)
    {
        // acquire, twice: whose count it is, before the count and after it. Pairs with the releases in Settle and Change.
        bool isIts = Volatile.Read(in _total) == (nint)total;
        long count = Volatile.Read(in _count); // acquire, before the second look; pairs with the write in Add
        return isIts && Volatile.Read(in _total) == (nint)total ? count : 0;
    }

    /// <summary>Hands over what is counted here.</summary>
    public void Settle()
    {
        if (_total != 0)
        {
            long* total = (long*)_total;
            long count = _count;

            // release: no longer told here before it is told there. Pairs with the acquire in CountFor.
            Volatile.Write(ref _total, 0);

            // full fence: counts from several threads add up. Pairs with the read in RecordCounter.Sum.
            Interlocked.Add(ref *total, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Change(long* total)
    {
        Settle();
        _count = 1;

        // release: the count before whose it is. Pairs with the acquire in CountFor.
        Volatile.Write(ref _total, (nint)total);
    }
}

/// <summary>A thread's cells. More rules than these that refuse events in turn make some of them add up at each turn.</summary>
[InlineArray(Length)]
internal struct PendingCounts
{
    /// <summary>How many cells.</summary>
    public const int Length = 16;

    private PendingCount _first;
}
