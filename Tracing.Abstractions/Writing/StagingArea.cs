using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracing.Writing;

/// <summary>
/// A thread's room for records and contexts that are not in a ring, or not yet: native, made at the thread's first staged record, and
/// given back when its block is another thread's.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct StagingArea
{
    /// <summary>Bytes at first: more than most records have.</summary>
    private const long FirstCapacity = 4096;

    private byte* _memory;
    private long _capacity;

    // Room for the other of the two depths at which records are staged: a context that the application computes may emit events of its
    // own, whose contexts it does not compute.
    private byte* _otherMemory;
    private long _otherCapacity;

    /// <summary>What the thread has counted and not yet added up.</summary>
    public PendingCounts Pending;

    /// <summary>The operating system's id of the thread; 0 until a context asks for it.</summary>
    public uint ThreadId;

    /// <summary>Between open and commit: where the contexts begin that only the filter reads.</summary>
    public byte* FilterContext;

    /// <summary>Whether the thread runs code of the application's that computes a context.</summary>
    public bool IsInCallback { get; private set; }

    /// <summary>Room for so many bytes if there is no need to ask for memory; null otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly byte* TryReserve(long bytes) => bytes <= _capacity ? _memory : null;

    /// <summary>Room for so many bytes, which holds until the next call at this depth; null if there is no memory.</summary>
    public byte* Reserve(long bytes) => bytes <= _capacity ? _memory : Grow(bytes);

    /// <summary>Before code of the application's runs: events that it emits have room of their own.</summary>
    public void EnterCallback()
    {
        IsInCallback = true;
        Exchange();
    }

    /// <summary>After it.</summary>
    public void LeaveCallback()
    {
        Exchange();
        IsInCallback = false;
    }

    /// <summary>A thread's area, made if it has none; null if there is no memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StagingArea* Of(StagedSlot* slot) => slot->Area != null ? slot->Area : Make(slot);

    /// <summary>Adds up what a thread that has ended had counted; null is none.</summary>
    public static void Settle(StagingArea* area)
    {
        for (int i = 0; area != null && i < PendingCounts.Length; i++)
        {
            area->Pending[i].Settle();
        }
    }

    /// <summary>Gives an area back; null is none.</summary>
    public static void Free(StagingArea* area)
    {
        if (area == null)
        {
            return;
        }

        NativeMemory.Free(area->_memory);
        NativeMemory.Free(area->_otherMemory);
        NativeMemory.Free(area);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StagingArea* Make(StagedSlot* slot)
    {
        try
        {
            var area = (StagingArea*)NativeMemory.AllocZeroed((nuint)sizeof(StagingArea));

            // release: its content before the pointer. Pairs with the acquire in RecordCounter.Sum.
            Volatile.Write(ref *(nint*)&slot->Area, (nint)area);
            return area;
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* Grow(long bytes)
    {
        long capacity = Math.Max(FirstCapacity, (long)BitOperations.RoundUpToPowerOf2((ulong)bytes));
        try
        {
            byte* memory = (byte*)NativeMemory.Alloc((nuint)capacity);
            NativeMemory.Free(_memory);
            _memory = memory;
            _capacity = capacity;
            return memory;
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    private void Exchange()
    {
        byte* memory = _otherMemory;
        long capacity = _otherCapacity;
        _otherMemory = _memory;
        _otherCapacity = _capacity;
        _memory = memory;
        _capacity = capacity;
    }
}
