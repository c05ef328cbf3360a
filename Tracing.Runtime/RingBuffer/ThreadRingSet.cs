using System.Globalization;
using Tracing.Format;
using Tracing.Runtime.Output;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.SharedMemory;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>The rings of a channel that has one for each thread. Rings of threads that ended are drained, then given to new ones.</summary>
internal sealed class ThreadRingSet : RecordingChannel, IDisposable
{
    /// <summary>After a ring could not be made, how long threads without one do not try again, in ms: each try is a system call or more.</summary>
    private const long RetryIntervalMs = 1000;

    /// <summary>From so many rings on, ended threads are looked for before another one is made.</summary>
    private const int ManyRings = 16;

    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly RingFileHeader _geometry;
    private readonly int _maxRings;

    // A list, once published, does not change: the consumer walks it without the lock. Replaced under the lock.
    private ChannelRing[] _rings = [];
    private ulong _lostWithoutRing;
    private long _retryAt;
    private string? _openingError;
    private bool _isDisposed;

    /// <param name="number">The channel's number in this process.</param>
    /// <param name="name">The channel's name, the first half of its streams' names.</param>
    /// <param name="geometry">What every ring's header page says; thread and instance are filled in for each.</param>
    /// <param name="maxRings">How many rings there may be.</param>
    public ThreadRingSet(int number, string name, in RingFileHeader geometry, int maxRings)
    {
        _maxRings = maxRings;
        Number = number;
        _name = name;
        _geometry = geometry;
        _retryAt = long.MinValue;
    }

    /// <inheritdoc/>
    public override int Number { get; }

    /// <summary>Why a ring could not be made; the consumer takes it to report it, since nobody else's code may run inside a probe.</summary>
    public string? TakeOpeningError() => Interlocked.Exchange(ref _openingError, null); // full fence: each error is taken once

    /// <inheritdoc/>
    public override void CountLost() => Interlocked.Increment(ref _lostWithoutRing); // full fence: counts from several threads add up

    /// <inheritdoc/>
    public override unsafe bool TryOpenRing(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        if (thread.IsOpeningRing || Environment.TickCount64 < Volatile.Read(ref _retryAt))
        {
            CountLost();
            return false;
        }

        thread.IsOpeningRing = true;
        try
        {
            if (Rings.Length >= ManyRings && !HasFree)
            {
                // Sooner than the consumer would look, so that a run of short threads gets along with few rings.
                ChannelNumbers.ReleaseEndedThreads();
            }

            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                ChannelRing ring = Array.Find(_rings, static ring => ring.Ownership == RingOwnership.Free) ?? Create(timestamp);
                ring.Attach(thread, slot, timestamp);
                thread.Rings[Number] = ring.Producer;
                return true;
            }
        }
        catch (Exception exception)
        {
            // Whatever it is: a probe never throws.
            // plain word, read above: a thread that misses it tries once more, no harm.
            Volatile.Write(ref _retryAt, Environment.TickCount64 + RetryIntervalMs);
            CountLost();
            Volatile.Write(ref _openingError, exception.Message); // taken in TakeOpeningError
            return false;
        }
        finally
        {
            thread.IsOpeningRing = false;
        }
    }

    /// <summary>The rings that exist; a list that does not change.</summary>
    public IReadOnlyList<ChannelRing> All => Rings;

    /// <summary>Whether there is a ring that nobody has and that is drained.</summary>
    public bool HasFree => Array.Exists(Rings, static ring => ring.Ownership == RingOwnership.Free);

    /// <summary>Takes a thread's ring: it has ended, or is outside of every probe of this channel. The caller serialises such calls.</summary>
    public void Release(TracingThread thread)
    {
        if (thread.Rings[Number] is not { } producer)
        {
            return;
        }

        lock (_gate)
        {
            Array.Find(_rings, ring => ring.Producer == producer)?.Detach();
        }

        thread.Rings[Number] = null;
    }

    /// <summary>Writes what is committed, ring by ring.</summary>
    /// <param name="output">Where streams are made.</param>
    /// <param name="traceId">The trace's id.</param>
    /// <param name="takeOpen">Whether parts of sub-buffers that are still being filled are written too.</param>
    /// <param name="reportLoss">Whether losses that no packet has told are told now.</param>
    /// <param name="error">What went wrong with a ring, if anything did. Every ring is tried.</param>
    public DrainResult Drain(ITraceOutput output, Guid traceId, bool takeOpen, bool reportLoss, out Exception? error)
    {
        var result = new DrainResult();
        error = null;
        foreach (ChannelRing ring in Rings)
        {
            try
            {
                // What an ended thread left is written to its end, so that the ring gets free.
                bool isLeft = ring.Ownership == RingOwnership.Left;
                result.WasBusy |= ring.Drain(output, traceId, takeOpen || isLeft);
                if (reportLoss || isLeft)
                {
                    ring.ReportLoss(output, traceId);
                }

                if (isLeft)
                {
                    ring.MarkDrained();
                }
            }
            catch (Exception exception)
            {
                error ??= exception;
            }

            result.Recorded += ring.Recorded;
        }

        return result;
    }

    /// <summary>Keeps up with rings of which nothing is taken.</summary>
    public DrainResult Observe()
    {
        var result = new DrainResult();
        foreach (ChannelRing ring in Rings)
        {
            ring.Observe();
            result.Recorded += ring.Recorded;
        }

        return result;
    }

    /// <summary>Adds up the counts of all rings.</summary>
    public RingCounts Count()
    {
        // Against Dispose, which unmaps what is read here.
        lock (_gate)
        {
            return CountUnsynchronized();
        }
    }

    private RingCounts CountUnsynchronized()
    {
        var counts = new RingCounts { Discarded = Volatile.Read(ref _lostWithoutRing) };
        foreach (ChannelRing ring in Rings)
        {
            counts.Recorded += ring.Recorded;
            counts.Unwritten += ring.Unwritten;
            counts.Discarded += ring.Discarded;
            counts.TooLarge += ring.TooLarge;
            counts.Overwritten += ring.Overwritten;
            counts.Rings++;
        }

        return counts;
    }

    /// <summary>Unmaps and deletes all rings. No thread has one any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            ChannelRing[] rings = _rings;
            Volatile.Write(ref _rings, []); // nobody adds any more; for Rings
            foreach (ChannelRing ring in rings)
            {
                ring.Dispose();
            }
        }
    }

    // acquire: the rings before the list that holds them. Pairs with the release in Create.
    private ChannelRing[] Rings => Volatile.Read(ref _rings);

    private ChannelRing Create(ulong timestamp)
    {
        if (_rings.Length >= _maxRings)
        {
            throw new InvalidOperationException(
                $"The channel has {_maxRings} rings, and all are in use. Raise {nameof(ChannelOptions)}.{nameof(ChannelOptions.MaxRings)} if there is memory for more.");
        }

        RingFileHeader header = _geometry;
        header.StreamInstance = (uint)_rings.Length;
        RingFile file = RingFile.Create(RingFolder.NextPath(_name), header);
        var ring = new ChannelRing(file, string.Create(CultureInfo.InvariantCulture, $"{_name}_{header.StreamInstance}"), timestamp);

        // release: the ring before the list. Pairs with the acquire in Rings.
        Volatile.Write(ref _rings, [.. _rings, ring]);
        return ring;
    }
}
