namespace Tracing.Writing;

/// <summary>A count that several threads add to without disturbing each other much: each thread has one of a few cells.</summary>
internal sealed unsafe class StripedCounter
{
    /// <summary>A power of two: twice as many as the machine has processors would be enough, and this is that for most.</summary>
    private const int Cells = 16;

    /// <summary>128 bytes, in words: two cache lines, since x86 fetches them in pairs.</summary>
    private const int Stride = 16;

    /// <summary>Blocks of threads lie at least 8 KiB apart.</summary>
    private const int BlockShift = 13;

    private readonly long[] _cells = new long[Cells * Stride];

    /// <summary>For what nobody asks for.</summary>
    public static StripedCounter Unread { get; } = new();

    /// <summary>The count by now.</summary>
    public long Sum
    {
        get
        {
            long sum = 0;
            for (int i = 0; i < _cells.Length; i += Stride)
            {
                sum += Volatile.Read(ref _cells[i]); // a whole value; pairs with the increment below
            }

            return sum;
        }
    }

    /// <summary>Adds one, for the thread with this slot.</summary>
    public void Add(StagedSlot* slot)
    {
        // full fence, for the count's sake alone: threads whose blocks have the same cell add up.
        Interlocked.Increment(ref _cells[((nuint)slot >> BlockShift) % Cells * Stride]);
    }
}
