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

        // Only this thread writes the mark. release: the store comes before the load below in program order; the
        // changer's process-wide fence makes that order hold on the machine too. Pairs with Quiescence.WaitForProbes.
        Volatile.Write(ref thread->Inside, thread->Inside + 1);

        // acquire: the binding's fields before their use. Pairs with the release in TracepointProvider.Publish.
        TracepointBinding? binding = Volatile.Read(ref bindings[index]);
        first = binding;
        if (binding is not null && binding.EntersOutlined)
        {
            scope._timestamp = StagedRecord.Enter(thread, binding);
        }
        else
        {
            scope._timestamp = TraceClock.Now();
        }

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
        // What is rare is left to Reserve, which takes this room or another.
        ulong timestamp = _timestamp;
        RingSlot* slot = ThreadBlock.SlotAt(_thread, binding.SlotOffset);
        if (boundBytes + EventHeader.CompactSize > slot->Limit - slot->Next || timestamp - slot->LastTimestamp > uint.MaxValue)
        {
            return default;
        }

        return new RecordWriter(EventHeader.Write(slot->Next, binding.EventId, timestamp, isCompact: true), slot, timestamp);
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
        ulong timestamp = _timestamp;
        RingSlot* slot = ThreadBlock.SlotAt(_thread, binding.SlotOffset);
        byte* fields;

        // Two compares, the second unsigned: no room; a step back in time, or a gap that the compact header cannot hold.
        if (sizeBytes + EventHeader.CompactSize > slot->Limit - slot->Next || timestamp - slot->LastTimestamp > uint.MaxValue)
        {
            // A pointer and not a writer: a struct returned through memory would have to be put together with the other path's.
            fields = ThreadRing.OpenSlow<TTestpoints>(binding, slot, sizeBytes, timestamp);
            slot = ThreadBlock.SlotAt(_thread, binding.CommitOffset);

            // The stream must not step back, so where the time did, the record has the last one's.
            timestamp = Math.Max(timestamp, slot->LastTimestamp);
        }
        else
        {
            fields = EventHeader.Write(slot->Next, binding.EventId, timestamp, isCompact: true);
        }

        return new RecordWriter(fields, slot, timestamp);
    }
}
