using Tracing.Format;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>The rings of a channel that has one for each processor, made when a thread first emits there.</summary>
/// <param name="number">The channel's number in this process.</param>
/// <param name="name">The channel's name, the first half of its streams' names.</param>
/// <param name="geometry">What every ring's header page says; the rest is filled in for each.</param>
/// <param name="limits">What they may take; processors beyond it use the others' rings.</param>
internal sealed unsafe class CpuRingSet(int number, string name, in RingFileHeader geometry, RingLimits limits)
    : RingSet(number, name, geometry, limits)
{
    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override void Migrate(SharedSlot* slot)
    {
        ushort cpu = slot->SeenCpu;
        slot->Cpu = cpu;
        if (Find(cpu) is { } known)
        {
            slot->Ring = known.Header;
            return;
        }

        TracingThread thread = TracingThread.Current;
        if (thread.IsOpeningRing)
        {
            return;
        }

        thread.IsOpeningRing = true;
        try
        {
            lock (Gate)
            {
                ChannelRing? ring = Find(cpu) ?? (HasRoom ? Create(RingFileHeader.SharedKind, cpu, TraceClock.NowOrdered(out ushort _)) : null);
                slot->Ring = ring is null ? slot->Ring : ring.Header;
            }
        }
        catch (Exception)
        {
            // Whatever it is: nothing is lost, the thread goes on in the ring that it had.
        }
        finally
        {
            thread.IsOpeningRing = false;
        }
    }

    /// <inheritdoc/>
    protected override void Open(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        _ = TraceClock.NowOrdered(out ushort cpu);
        ChannelRing ring = Find(cpu)
            ?? (HasRoom ? Create(RingFileHeader.SharedKind, cpu, timestamp) : All.Length > 0 ? All[cpu % All.Length] : throw NoRoom());
        Share(thread, slot, ring, cpu);
    }

    private ChannelRing? Find(ushort cpu) => Array.Find(All, ring => ring.Header->Cpu == cpu);
}
