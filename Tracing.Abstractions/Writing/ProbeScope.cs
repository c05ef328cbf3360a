using System.ComponentModel;
using System.Runtime.CompilerServices;
using Tracing.Format;
using Tracing.Registry;

namespace Tracing.Writing;

/// <summary>
/// What generated recording methods do, in this order: enter, and for each binding reserve, write the fields, commit;
/// then leave. No lock, no system call, no allocation, and nothing throws.
/// </summary>
/// <remarks>
/// The loads that do not depend on the time come before the clock is read: an ordered counter read waits for all that
/// stands before it, so they overlap with what the previous probe left to do, not with this one's record.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref struct ProbeScope
{
    private ThreadBlock* _thread;
    private ulong _timestamp;

    /// <summary>The shared ring whose reserve word was loaded before the time was read; null for none.</summary>
    private RingFileHeader* _ring;
    private ulong _reserved;

    /// <summary>Marks the thread as inside a probe, finds where the event goes, and takes its time.</summary>
    /// <param name="bindings">The provider's list heads.</param>
    /// <param name="index">The tracepoint's index in its provider.</param>
    /// <param name="first">Where the event goes first; null when it was disabled meanwhile.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ProbeScope Enter(TracepointBinding?[] bindings, int index, out TracepointBinding? first)
    {
        ProbeScope scope;
        ThreadBlock* thread = ThreadBlock.Current;
        scope._thread = thread;
        scope._ring = null;
        scope._reserved = 0;

        // Only this thread writes the mark. release: the store comes before the load below in program order; the
        // changer's process-wide fence makes that order hold on the machine too. Pairs with Quiescence.WaitForProbes.
        Volatile.Write(ref thread->Inside, thread->Inside + 1);

        // acquire: the binding's fields before their use. Pairs with the release in TracepointProvider.Publish.
        TracepointBinding? binding = Volatile.Read(ref bindings[index]);
        first = binding;
        if (binding is not null && binding.IsShared)
        {
            scope._timestamp = EnterShared(thread, binding, out scope._ring, out scope._reserved);
            return scope;
        }

        scope._timestamp = TraceClock.Now();
        return scope;
    }

    /// <summary>
    /// Claims exactly this many bytes for the fields and writes the event header. Not open when there is no room; the loss
    /// is counted then.
    /// </summary>
    /// <param name="binding">Where the event goes.</param>
    /// <param name="sizeBytes">The size of all fields.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly RecordWriter Reserve(TracepointBinding binding, long sizeBytes) => Reserve<NoTestpoints>(binding, sizeBytes);

    /// <summary>
    /// Claims up to this many bytes if the current sub-buffer has them. Not open otherwise, and nothing is lost yet: call
    /// <see cref="Reserve"/> with the exact size then.
    /// </summary>
    /// <param name="binding">Where the event goes.</param>
    /// <param name="boundBytes">No less than the size of all fields.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly RecordWriter ReserveAtMost(TracepointBinding binding, long boundBytes)
    {
        RingSlot* slot = ThreadBlock.SlotAt(_thread, binding.SlotOffset);
        return boundBytes + EventHeader.ExtendedSize > slot->Limit - slot->Next
            ? default
            : ThreadRing.Open<NoTestpoints>(slot, binding, boundBytes, _timestamp);
    }

    /// <summary>Marks the thread as out of the probe.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Leave()
    {
        // release: the records before the mark. Pairs with the acquire in Quiescence.WaitForProbes; without it rings
        // could be unmapped under the last stores.
        Volatile.Write(ref _thread->Inside, _thread->Inside - 1);
    }

    /// <summary>Counts an event that is not recorded since reading one of its arguments threw.</summary>
    internal readonly void CountFault(TracepointBinding binding) =>
        binding.Channel.Losses.Count(LossTable.NoStream, binding.EventId, LossCause.GetterFaulted, _timestamp);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly RecordWriter Reserve<TTestpoints>(TracepointBinding binding, long sizeBytes)
        where TTestpoints : struct, ITestpoints
    {
        RingSlot* slot = ThreadBlock.SlotAt(_thread, binding.SlotOffset);
        return sizeBytes + EventHeader.CompactSize > slot->Limit - slot->Next
            ? ThreadRing.OpenSlow<TTestpoints>(binding, slot, sizeBytes, _timestamp, _ring, _reserved)
            : ThreadRing.Open<TTestpoints>(slot, binding, sizeBytes, _timestamp);
    }

    /// <summary>A shared ring's order is that of its reserve word, so the word is loaded before the time is read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong EnterShared(ThreadBlock* thread, TracepointBinding binding, out RingFileHeader* ring, out ulong reserved)
    {
        var slot = (SharedSlot*)ThreadBlock.SlotAt(thread, binding.SlotOffset);
        if (slot->Claim == null)
        {
            // Without a ring yet; making one takes the word and the time anew.
            ring = null;
            reserved = 0;
            return TraceClock.NowOrdered(out _);
        }

        ring = SharedRing.Ring(binding.Channel, slot);

        // acquire: before the clock, whose ordered read waits for it. Pairs with the exchange in SharedRing.Open.
        reserved = Volatile.Read(ref ring->Reserved);
        return TraceClock.NowOrdered(out slot->SeenCpu);
    }
}
