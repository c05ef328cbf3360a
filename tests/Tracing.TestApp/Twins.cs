using System.Runtime.CompilerServices;
using Tracing.Format;
using Tracing.Writing;

namespace TestProbes;

/// <summary>A commit with testpoints, and the same one without: what the JIT makes of both is compared.</summary>
internal static unsafe class Twins
{
    /// <summary>As RecordWriter.Commit.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void With<TTestpoints>(RingSlot* slot, byte* next, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        RingProgress* progress = slot->Progress;
        slot->Next = next;
        slot->LastTimestamp = timestamp;
        TTestpoints.Hit(Testpoint.Reserved);
        Volatile.Write(ref progress->LastTimestamp, timestamp);
        TTestpoints.Hit(Testpoint.TimeStored);
        Volatile.Write(ref progress->Committed, CommitWord.Pack((ulong)next + slot->PositionOffset, ++slot->Recorded));
        TTestpoints.Hit(Testpoint.Committed);
    }

    /// <summary>As above, without: all stand at the end, since the JIT gives a method a frame pointer for so many inlined calls, empty or not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Without<TTestpoints>(RingSlot* slot, byte* next, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        RingProgress* progress = slot->Progress;
        slot->Next = next;
        slot->LastTimestamp = timestamp;
        Volatile.Write(ref progress->LastTimestamp, timestamp);
        Volatile.Write(ref progress->Committed, CommitWord.Pack((ulong)next + slot->PositionOffset, ++slot->Recorded));
        TTestpoints.Hit(Testpoint.Reserved);
        TTestpoints.Hit(Testpoint.TimeStored);
        TTestpoints.Hit(Testpoint.Committed);
    }

    /// <summary>Has both compiled, and the first with testpoints that do something too.</summary>
    public static void Run()
    {
        RingProgress progress = default;
        var slot = new RingSlot { Progress = &progress };
        With<EmptyTestpoints>(&slot, null, 1);
        Without<EmptyTestpoints>(&slot, null, 1);
        With<ArmedTestpoints>(&slot, null, 1);
    }
}

/// <summary>As NoTestpoints; in this assembly, which is optimised in debug builds too.</summary>
internal readonly struct EmptyTestpoints : ITestpoints
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Hit(Testpoint point)
    {
    }
}
