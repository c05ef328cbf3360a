using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracing.Writing;

/// <summary>
/// What a probe needs of its thread, in native memory: the in/out marks, the <see cref="StagedSlot"/>, then one <see cref="RingSlot"/> a channel. Native,
/// so that a probe follows two pointers and no object stays alive across the clock's unmanaged call.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ThreadBlock
{
    /// <summary>Most channels that can live in a process at one time: 64 sessions of two.</summary>
    public const int MaxChannels = 128;

    /// <summary>Where the thread's <see cref="StagedSlot"/> is: the marks have a cache line of their own, since other threads poll them.</summary>
    public const int StagedOffset = 64;

    /// <summary>Where the first channel's slot begins.</summary>
    private const int FirstSlotOffset = StagedOffset + RingSlot.Size;

    /// <summary>Bytes of a whole block.</summary>
    public const int Size = FirstSlotOffset + (MaxChannels * RingSlot.Size);

    [ThreadStatic]
    private static nint t_current;

    /// <summary>How many recording probes this thread is inside of (a probe can nest in another's first use of a ring).</summary>
    public int Inside;

    /// <summary>
    /// In how many typed-probe handlers this thread is (high half), and the process-wide number of the innermost one's tracepoint
    /// (low half): one word, so that a changer never sees the one without the other.
    /// </summary>
    public ulong HandlerMark;

    /// <summary>The calling thread's block.</summary>
    public static ThreadBlock* Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var block = (ThreadBlock*)t_current;
            return block != null ? block : TracingThread.EnterFirstProbe();
        }
    }

    /// <summary>The byte offset of a channel's slot within a block.</summary>
    public static int OffsetOf(int channel) => FirstSlotOffset + (channel * RingSlot.Size);

    /// <summary>A channel's slot, by the offset that <see cref="OffsetOf"/> gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RingSlot* SlotAt(ThreadBlock* block, int offset) => (RingSlot*)((byte*)block + offset);

    /// <summary>The thread's staged slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StagedSlot* Staged(ThreadBlock* block) => (StagedSlot*)((byte*)block + StagedOffset);

    /// <summary>A zeroed block, made the calling thread's.</summary>
    /// <param name="reused">A block that an ended thread left, or null.</param>
    public static ThreadBlock* Assign(ThreadBlock* reused)
    {
        ThreadBlock* block = reused != null ? reused : (ThreadBlock*)NativeMemory.AlignedAlloc(Size, RingSlot.Size);
        if (reused != null)
        {
            StagingArea.Free(Staged(reused)->Area);
        }

        NativeMemory.Clear(block, Size);
        t_current = (nint)block;
        return block;
    }
}
