using System.Runtime.CompilerServices;
using Tracing.Format;
using Tracing.Registry;

namespace Tracing.Writing;

/// <summary>
/// The way of records with a stage: contexts, a filter, a sampler. Apart from the probe's own way, which knows nothing of it: such bindings name a
/// slot in which nothing ever fits, and that is committed by a call.
/// </summary>
/// <remarks>
/// Without a filter the record is written to the ring at once, behind its contexts. With one it is written where it would stand in the thread's own
/// ring, and is left there uncommitted when the filter is against it; if it does not fit into the current sub-buffer, or threads share the
/// ring, it is written to the thread's staging area and copied. So a refused record never takes room, nor does it make older ones go.
/// </remarks>
internal static unsafe class StagedRecord
{
    /// <summary>Takes the time of a probe whose first place wants more than the time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Enter(ThreadBlock* thread, TracepointBinding binding)
    {
        ulong timestamp = binding.IsShared ? SharedRing.Enter(thread, binding, out ushort cpu) : TraceClock.NowOrdered(out cpu);
        ThreadBlock.Staged(thread)->Cpu = cpu;
        return timestamp;
    }

    /// <summary>Begins a record.</summary>
    /// <param name="binding">Where the event goes.</param>
    /// <param name="stage">Its stage.</param>
    /// <param name="slot">The thread's staged slot.</param>
    /// <param name="sizeBytes">The size of all fields.</param>
    /// <param name="timestamp">The time.</param>
    /// <returns>Where the fields begin; null when the record is refused or lost, which is counted.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static byte* Open<TTestpoints>(TracepointBinding binding, RecordStage stage, StagedSlot* slot, long sizeBytes, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        RingSlot* ring = ThreadBlock.SlotAt(ThreadOf(slot), binding.RingOffset);
        byte* context;
        bool isInRing = Fits(ring, stage.PlainBound + sizeBytes, timestamp);
        if (isInRing)
        {
            context = EventHeader.Write(ring->Next, binding.EventId, timestamp, isCompact: true);
        }
        else
        {
            StagingArea* area = slot->Area;
            context = area == null ? null : area->TryReserve(stage.StagedBound + sizeBytes);
            if (context == null)
            {
                return OpenSlow<TTestpoints>(binding, slot, ring, sizeBytes, timestamp);
            }
        }

        byte* payload = stage.Contexts is null ? context : stage.Contexts.Write(context, slot);
        slot->Payload = payload;
        slot->ContextSize = (int)(payload - context);
        slot->IsInRing = isInRing;
        return payload;
    }

    /// <summary>Commits what has a ring's slot of the shared kind, or a filter.</summary>
    /// <param name="binding">Where the event goes.</param>
    /// <param name="slot">The slot that the record is committed by.</param>
    /// <param name="end">The byte behind the fields.</param>
    /// <param name="timestamp">The time.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Commit<TTestpoints>(TracepointBinding binding, RingSlot* slot, byte* end, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        if (((SharedSlot*)slot)->Claim != null)
        {
            SharedRing.Commit<TTestpoints>((SharedSlot*)slot);
            return;
        }

        CommitFiltered<TTestpoints>(binding, (StagedSlot*)slot, end, timestamp);
    }

    /// <summary>All but the short way. Apart, so that that one need not save registers for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* OpenSlow<TTestpoints>(TracepointBinding binding, StagedSlot* slot, RingSlot* ring, long sizeBytes, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        RecordStage stage = binding.Stage!;
        if (stage.Hits is { } hits)
        {
            hits.Add(slot);
            return null;
        }

        if (stage.Trigger is { } trigger && (stage.Filter is null || sizeBytes > stage.MaxSize))
        {
            if (stage.Filter is null)
            {
                trigger.Match();
            }
            else
            {
                trigger.CountUnchecked();
            }

            return null;
        }

        if (sizeBytes > stage.MaxSize)
        {
            return ThreadRing.OpenRing<TTestpoints>(binding, ring, sizeBytes, timestamp);
        }

        if (stage.Filter is not null)
        {
            return OpenFiltered(binding, stage, slot, ring, sizeBytes, timestamp);
        }

        if (stage.Sampler is { } sampler && !sampler.Take(timestamp))
        {
            stage.Suppressed.Add(slot);
            return null;
        }

        return stage.Contexts is { } contexts
            ? OpenCopied<TTestpoints>(binding, contexts, slot, ring, sizeBytes, timestamp)
            : ThreadRing.OpenRing<TTestpoints>(binding, ring, sizeBytes, timestamp);
    }

    /// <summary>Writes the contexts first, then reserves what they and the fields take.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* OpenCopied<TTestpoints>(TracepointBinding binding, RecordContexts contexts, StagedSlot* slot, RingSlot* ring, long sizeBytes, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        StagingArea* area = StagingArea.Of(slot);
        byte* staged = area == null ? null : area->Reserve(contexts.Bound);
        if (staged == null)
        {
            binding.Channel.Losses.Count(LossTable.NoStream, binding.EventId, LossCause.NoRing, timestamp);
            return null;
        }

        long contextSize = contexts.Write(staged, slot) - staged;
        byte* record = ThreadRing.OpenRing<TTestpoints>(binding, ring, contextSize + sizeBytes, timestamp);
        if (record == null)
        {
            return null;
        }

        Unsafe.CopyBlockUnaligned(record, staged, (uint)contextSize);
        return record + contextSize;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* OpenFiltered(TracepointBinding binding, RecordStage stage, StagedSlot* slot, RingSlot* ring, long sizeBytes, ulong timestamp)
    {
        StagingArea* area = StagingArea.Of(slot);
        RecordContexts? contexts = stage.Contexts;
        long recordBound = (contexts is null ? 0 : contexts.Bound) + sizeBytes;
        bool isInRing = stage.Trigger is null && !stage.RunsCallbacks && Fits(ring, recordBound, timestamp);
        long filterBound = stage.FilterContexts is null ? 0 : stage.FilterContexts.Bound;
        long stagedBytes = filterBound + (isInRing ? 0 : recordBound);
        byte* staged = area == null ? null : area->Reserve(stagedBytes);
        if (staged == null && (area == null || stagedBytes > 0))
        {
            binding.Channel.Losses.Count(LossTable.NoStream, binding.EventId, LossCause.NoRing, timestamp);
            return null;
        }

        if (filterBound > 0)
        {
            stage.FilterContexts!.Write(staged, slot);
        }

        byte* context = isInRing ? EventHeader.Write(ring->Next, binding.EventId, timestamp, isCompact: true) : staged + filterBound;
        byte* payload = contexts is null ? context : contexts.Write(context, slot);
        area->FilterContext = staged;
        slot->Payload = payload;
        slot->ContextSize = (int)(payload - context);
        slot->IsInRing = isInRing;
        return payload;
    }

    private static void CommitFiltered<TTestpoints>(TracepointBinding binding, StagedSlot* slot, byte* end, ulong timestamp)
        where TTestpoints : struct, ITestpoints
    {
        RecordStage stage = binding.Stage!;
        byte* payload = slot->Payload;
        byte* context = payload - slot->ContextSize;
        if (!stage.Filter!.Predicate(payload, context, stage.FilterContexts is null ? null : slot->Area->FilterContext))
        {
            stage.Filtered.Add(slot);
            return;
        }

        if (stage.Sampler is { } sampler && !sampler.Take(timestamp))
        {
            stage.Suppressed.Add(slot);
            return;
        }

        RingSlot* ring = ThreadBlock.SlotAt(ThreadOf(slot), binding.RingOffset);
        if (!slot->IsInRing)
        {
            if (stage.Trigger is { } trigger)
            {
                trigger.Match();
                return;
            }

            long size = end - context;
            byte* record = ThreadRing.OpenRing<TTestpoints>(binding, ring, size, timestamp);
            if (record == null)
            {
                return;
            }

            Unsafe.CopyBlockUnaligned(record, context, (uint)size);
            end = record + size;

            // As in ProbeScope.Reserve: the stream must not step back. Of no meaning in a shared ring.
            timestamp = Math.Max(timestamp, ring->LastTimestamp);
        }

        new RecordWriter(end, ring, timestamp).Commit<TTestpoints>(binding);
    }

    /// <summary>Whether a record fits into the current sub-buffer of the thread's own ring, with the compact header.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Fits(RingSlot* ring, long sizeBytes, ulong timestamp) =>
        ring->Progress != null && sizeBytes + EventHeader.CompactSize <= ring->Limit - ring->Next && timestamp - ring->LastTimestamp <= uint.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ThreadBlock* ThreadOf(StagedSlot* slot) => (ThreadBlock*)((byte*)slot - ThreadBlock.StagedOffset);
}
