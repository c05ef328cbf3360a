using System.Runtime.InteropServices;

namespace Tracing.Writing;

/// <summary>What one event type has lost in one stream for one cause: how many records, and the time of the first and the last of them.</summary>
/// <remarks>
/// Lock-free: a failed exchange means that another thread's time was stored. The count is raised last, so whoever reads it first finds times that
/// cover what it counts. A loss that is being counted just then has its time in the span that is read, and its count in the next one. All
/// fields but the three last are set before the cell is published, and never again. A cache line each: threads count in cells of their own.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct LossCell
{
    /// <summary>One cache line.</summary>
    public const int Size = 64;

    /// <summary>No time: clocks and the counter begin above it.</summary>
    private const ulong None = 0;

    /// <summary>The stream's number in its channel, or <see cref="LossTable.NoStream"/>.</summary>
    [FieldOffset(0)] public uint Instance;

    /// <summary>The event class's id in its channel, or <see cref="LossTable.NoEvent"/>.</summary>
    [FieldOffset(4)] public int EventId;

    /// <summary>Why.</summary>
    [FieldOffset(8)] public LossCause Cause;

    /// <summary>The next cell of its bucket.</summary>
    [FieldOffset(12)] public int Next;

    [FieldOffset(16)] private ulong _count;
    [FieldOffset(24)] private ulong _first;
    [FieldOffset(32)] private ulong _last;

    /// <summary>Records lost so far.</summary>
    // acquire: before the times, which then cover what is counted. Pairs with the increment in Add.
    public ulong Count => Volatile.Read(ref _count);

    /// <summary>The time of the first loss since <see cref="Forget"/>, in ns; 0 if there was none.</summary>
    // acquire: after the count. Pairs with the exchange in Add.
    public ulong First => Volatile.Read(ref _first);

    /// <summary>The time of the last loss, in ns.</summary>
    // acquire: after the count. Pairs with the exchange in Add.
    public ulong Last => Volatile.Read(ref _last);

    /// <summary>Counts a lost record.</summary>
    public void Add(ulong timestamp)
    {
        // acquire: what the exchange is tried against. Pairs with the exchanges here and in Forget.
        ulong first = Volatile.Read(ref _first);
        while (first == None || timestamp < first)
        {
            // full fence: one of several threads sets it; the earliest time stays.
            ulong seen = Interlocked.CompareExchange(ref _first, timestamp, first);
            if (seen == first)
            {
                break;
            }

            first = seen;
        }

        // acquire: as above.
        ulong last = Volatile.Read(ref _last);
        while (timestamp > last)
        {
            // full fence: as above; the latest time stays.
            ulong seen = Interlocked.CompareExchange(ref _last, timestamp, last);
            if (seen == last)
            {
                break;
            }

            last = seen;
        }

        // full fence: both times before the count. Pairs with the read in Count; and counts from several threads add up.
        Interlocked.Increment(ref _count);
    }

    /// <summary>What was lost up to now is told: the next loss begins a new span.</summary>
    /// <param name="first">What <see cref="First"/> was when it was told; an earlier loss since then keeps its time.</param>
    // full fence: against the exchange in Add, whichever is first.
    public void Forget(ulong first) => Interlocked.CompareExchange(ref _first, None, first);
}
