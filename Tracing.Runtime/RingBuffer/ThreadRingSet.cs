using Tracing.Format;
using Tracing.Runtime.Sessions;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// The rings of a channel that has one for each thread. Rings of threads that ended are drained, then given to new ones. When the
/// memory is used up, further threads share one ring.
/// </summary>
/// <param name="number">The channel's number in this process.</param>
/// <param name="name">The channel's name, the first half of its streams' names.</param>
/// <param name="geometry">What every ring's header page says; the rest is filled in for each.</param>
/// <param name="maxMemory">How many bytes all rings together may take; the shared ring comes on top.</param>
internal sealed unsafe class ThreadRingSet(int number, string name, in RingFileHeader geometry, long maxMemory)
    : RingSet(number, name, geometry, maxMemory)
{
    /// <summary>From so many rings on, ended threads are looked for before another one is made.</summary>
    private const int ManyRings = 16;

    private ChannelRing? _shared;

    /// <inheritdoc/>
    public override void Release(TracingThread thread)
    {
        base.Release(thread);
        if (thread.Rings[Number] is not { } producer)
        {
            return;
        }

        lock (Gate)
        {
            Array.Find(All, ring => ring.Producer == producer)?.Detach();
        }

        thread.Rings[Number] = null;
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        if (All.Length >= ManyRings && !HasFree)
        {
            // Sooner than the consumer would look, so that a run of short threads gets along with few rings.
            ChannelNumbers.ReleaseEndedThreads();
        }
    }

    /// <inheritdoc/>
    protected override void Open(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        ChannelRing? ring = Array.Find(All, static ring => ring.Producer is not null && ring.Ownership == RingOwnership.Free);
        if (ring is null && !HasRoom)
        {
            _shared ??= Create(RingFileHeader.SharedKind, RingFileHeader.NoCpu, timestamp);
            Share(thread, slot, _shared, cpu: 0);
            return;
        }

        ring ??= Create(RingFileHeader.ThreadKind, RingFileHeader.NoCpu, timestamp);
        ring.Attach(thread, slot, timestamp);
        thread.Rings[Number] = ring.Producer;
    }
}
