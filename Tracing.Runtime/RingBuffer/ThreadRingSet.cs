using Tracing.Format;
using Tracing.Runtime.Sessions;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// The rings of a channel that has one for each thread. Rings of threads that ended are drained, then given to new ones. When the
/// memory is used up, further threads share one ring, until there is room for their own.
/// </summary>
/// <param name="number">The channel's number in this process.</param>
/// <param name="name">The channel's name, the first half of its streams' names.</param>
/// <param name="geometry">What every ring's header page says; the rest is filled in for each.</param>
/// <param name="limits">What they may take; the shared ring comes on top.</param>
internal sealed unsafe class ThreadRingSet(int number, string name, in RingFileHeader geometry, RingLimits limits)
    : RingSet(number, name, geometry, limits)
{
    /// <summary>From so many rings on, ended threads are looked for before another one is made.</summary>
    private const int ManyRings = 16;

    /// <summary>After there was no larger ring, how long full threads do not try again, in ms: time for a few sub-buffers to be written.</summary>
    private const long ExtendIntervalMs = 1;

    private ChannelRing? _shared;
    private long _extendAt = long.MinValue;

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
            FindOf(producer)?.Detach();
        }

        thread.Rings[Number] = null;
    }

    /// <inheritdoc/>
    public override void TryLeaveShared(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        if (thread.IsOpeningRing)
        {
            return;
        }

        thread.IsOpeningRing = true;
        try
        {
            lock (Gate)
            {
                if (FindFirst(timestamp) is { } ring)
                {
                    Give(ring, thread, slot, timestamp);
                }
                else
                {
                    OffersRings = false;
                }
            }
        }
        catch (Exception)
        {
            // Whatever it is: nothing is lost, the thread goes on in the shared ring.
            OffersRings = false;
        }
        finally
        {
            thread.IsOpeningRing = false;
        }
    }

    /// <summary>Offers threads that share a ring one of their own, if there is one to be had. The consumer, now and then.</summary>
    public override void Tidy(long now)
    {
        base.Tidy(now);
        lock (Gate)
        {
            OffersRings = _shared is not null && (HasFree || HasRoom);
        }
    }

    /// <inheritdoc/>
    protected override long OnTop => _shared?.Size ?? 0;

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
        if (FindFirst(timestamp) is { } ring)
        {
            Give(ring, thread, slot, timestamp);
            return;
        }

        _shared ??= Create(RingFileHeader.SharedKind, RingFileHeader.NoCpu, timestamp);
        Share(thread, slot, _shared, cpu: 0);
    }

    /// <inheritdoc/>
    protected override bool TryExtend(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        // plain words, here and below: a thread that misses them tries once more, no harm.
        if (!Limits.Grows || SharedSlot.Is(slot) || Environment.TickCount64 < Volatile.Read(ref _extendAt))
        {
            return false;
        }

        thread.IsOpeningRing = true;
        try
        {
            lock (Gate)
            {
                ChannelRing full = FindOf(thread.Rings[Number]!)!;
                if (FindLarger(full, timestamp) is { } ring)
                {
                    RingSlot last = *slot;
                    Give(ring, thread, slot, timestamp);
                    full.Detach(last);
                    return true;
                }
            }
        }
        catch (Exception exception)
        {
            // Whatever it is: a probe never throws, and its record is counted.
            ReportOpeningError(exception);
        }
        finally
        {
            thread.IsOpeningRing = false;
        }

        Volatile.Write(ref _extendAt, Environment.TickCount64 + ExtendIntervalMs);
        return false;
    }

    private void Give(ChannelRing ring, TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        // The last that can fail: until then the slot is as it was.
        ring.Attach(thread, slot, timestamp);
        thread.Rings[Number] = ring.Producer;
    }

    /// <summary>A thread's first ring: a free one of the first size, a new one, or any free one. Null without memory.</summary>
    private ChannelRing? FindFirst(ulong timestamp)
    {
        FreeDrained();
        return FindFree(FirstSubBufferCount, FirstSubBufferCount)
            ?? (HasRoom ? Create(RingFileHeader.ThreadKind, RingFileHeader.NoCpu, timestamp) : FindFree(0, uint.MaxValue));
    }

    /// <summary>The ring that follows one that is full: see <see cref="RingGrowth"/>. Null when there is none to be had.</summary>
    private ChannelRing? FindLarger(ChannelRing full, ulong timestamp)
    {
        FreeDrained();
        uint current = full.Header->SubBufferCount;
        uint next = RingGrowth.Next(current);
        return FindFree(next, uint.MaxValue)
            ?? (HasRoomFor(next, RingGrowth.Limit(Limits.MaxMemory)) ? Create(RingFileHeader.ThreadKind, RingFileHeader.NoCpu, timestamp, next) : FindFree(current, uint.MaxValue));
    }

    private ChannelRing? FindFree(uint least, uint most) => Array.Find(
        All, ring => ring.Producer is not null && ring.Ownership == RingOwnership.Free && ring.Header->SubBufferCount >= least && ring.Header->SubBufferCount <= most);

    private ChannelRing? FindOf(ThreadRing producer) => Array.Find(All, ring => ring.Producer == producer);
}
