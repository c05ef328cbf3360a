using Tracing.Format;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>The rings of a channel: makes them, drains them, counts what they hold.</summary>
internal abstract unsafe partial class RingSet : RecordingChannel, IDisposable
{
    /// <summary>After a ring could not be made, how long threads without one do not try again, in ms: each try is a system call or more.</summary>
    private const long RetryIntervalMs = 1000;

    private readonly string _name;
    private readonly RingFileHeader _geometry;
    private readonly RingLimits _limits;

    /// <summary>Streams whose rings gave their memory back; the next rings go on with them. Under the lock.</summary>
    private readonly Queue<PacketStream> _parked = [];

    // A list, once published, does not change: the consumer walks it without the lock. Replaced under the lock.
    private ChannelRing[] _rings = [];

    /// <summary>What rings counted that are gone, by the stream's name.</summary>
    private readonly Dictionary<string, RingTally> _retired = [];
    private uint _streams;
    private long _retryAt;
    private string? _openingError;
    private bool _isDisposed;

    /// <param name="number">The channel's number in this process.</param>
    /// <param name="name">The channel's name, the first half of its streams' names.</param>
    /// <param name="geometry">What every ring's header page says; the rest is filled in for each.</param>
    /// <param name="limits">What they may take, and what a full one does.</param>
    protected RingSet(int number, string name, in RingFileHeader geometry, RingLimits limits)
    {
        _limits = limits;
        Number = number;
        _name = name;
        _geometry = geometry;
        _retryAt = long.MinValue;
    }

    /// <inheritdoc/>
    public override int Number { get; }

    /// <summary>The rings that exist; a list that does not change.</summary>
    // acquire: the rings before the list that holds them. Pairs with the release in Create.
    public ChannelRing[] All => Volatile.Read(ref _rings);

    /// <summary>Whether there is a ring that nobody has and that is drained.</summary>
    public bool HasFree => Array.Exists(All, static ring => ring.Producer is not null && ring.Ownership == RingOwnership.Free);

    /// <summary>Whether nothing can be written at the moment, so that waiting for room would be in vain. A hint: stale is fine.</summary>
    public bool IsOutputFailing { get; set; }

    /// <summary>All streams, also those that have no ring at the moment. A copy.</summary>
    public PacketStream[] Streams
    {
        get
        {
            lock (Gate)
            {
                return [.. _rings.Select(static ring => ring.Stream), .. _parked];
            }
        }
    }

    /// <summary>Serialises what makes rings and gives them to threads.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Why a ring could not be made; the consumer takes it to report it, since nobody else's code may run inside a probe.</summary>
    public string? TakeOpeningError() => Interlocked.Exchange(ref _openingError, null); // full fence: each error is taken once

    /// <inheritdoc/>
    public override bool TryOpenRing(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        if (thread.IsOpeningRing || Environment.TickCount64 < Volatile.Read(ref _retryAt))
        {
            return false;
        }

        thread.IsOpeningRing = true;
        try
        {
            Prepare();
            lock (Gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                Open(thread, slot, timestamp);
                return true;
            }
        }
        catch (Exception exception)
        {
            // Whatever it is: a probe never throws.
            // plain word, read above: a thread that misses it tries once more, no harm.
            Volatile.Write(ref _retryAt, Environment.TickCount64 + RetryIntervalMs);
            ReportOpeningError(exception);
            return false;
        }
        finally
        {
            thread.IsOpeningRing = false;
        }
    }

    /// <inheritdoc/>
    public override bool OnFull(TracingThread thread, RingSlot* slot, ulong timestamp, ref long deadline)
    {
        ConsumerWake.Signal();
        if (thread.IsOpeningRing)
        {
            // It holds the lock of a ring set.
            return false;
        }

        return TryExtend(thread, slot, timestamp) || TryWait(ref deadline);
    }

    private bool TryWait(ref long deadline)
    {
        TimeSpan patience = ProducerWait.Patience;
        TimeSpan timeout = patience > _limits.BlockTimeout ? patience : _limits.BlockTimeout;
        if (timeout == TimeSpan.Zero || IsOutputFailing || !ProducerWait.IsAllowed)
        {
            return false;
        }

        bool mayGoOn = ProducerWait.TryWait(timeout, ref deadline);
        if (!mayGoOn && patience > TimeSpan.Zero)
        {
            ProducerWait.LosePatience();
        }

        return mayGoOn;
    }

    /// <summary>Takes a thread's ring: it has ended, or is outside of every probe of this channel. The caller serialises such calls.</summary>
    public virtual void Release(TracingThread thread)
    {
        RingSlot* slot = ThreadBlock.SlotAt(thread.Block, ThreadBlock.OffsetOf(Number));
        if (SharedSlot.Is(slot))
        {
            *slot = default;
        }
    }

    /// <summary>Writes what is committed, ring by ring.</summary>
    /// <param name="output">Where streams are made.</param>
    /// <param name="traceId">The trace's id.</param>
    /// <param name="takeOpen">Whether parts of sub-buffers that are still being filled are written too.</param>
    /// <param name="reportLoss">Whether losses that no packet has told are told now: nobody writes any more.</param>
    /// <param name="error">What went wrong with a ring, if anything did. Every ring is tried.</param>
    public DrainResult Drain(ITraceOutput output, Guid traceId, bool takeOpen, bool reportLoss, out Exception? error)
    {
        var result = new DrainResult();
        error = null;
        foreach (ChannelRing ring in All)
        {
            try
            {
                // What an ended thread left is written to its end, so that the ring gets free.
                bool isLeft = ring.Ownership == RingOwnership.Left;
                bool isQuiet = reportLoss || isLeft;
                DrainResult drained;
                do
                {
                    drained = ring.Drain(output, traceId, takeOpen || isLeft);
                    result.Add(drained);
                }
                while (isQuiet && drained.Fill > 0);

                if (isQuiet)
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
        }

        return result;
    }

    /// <summary>Keeps up with rings of which nothing is taken.</summary>
    public void Observe()
    {
        foreach (ChannelRing ring in All)
        {
            ring.Observe();
        }
    }

    /// <summary>Gives idle memory back. The consumer, now and then, under the session's lock.</summary>
    /// <param name="now">As of <see cref="Environment.TickCount64"/>.</param>
    public virtual void Tidy(long now) => GiveBack(now);

    /// <summary>Adds up the counts of all rings.</summary>
    public RingCounts Count()
    {
        // Against Dispose, which unmaps what is read here.
        lock (Gate)
        {
            var counts = new RingCounts { Each = [] };
            foreach (RingTally retired in _retired.Values)
            {
                counts.Add(retired);
            }

            foreach (ChannelRing ring in All)
            {
                counts.Add(ring.Count());
            }

            counts.Rings = All.Length;
            return counts;
        }
    }

    /// <summary>Unmaps and deletes all rings. No thread has one any more.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            _isDisposed = true;
            ChannelRing[] rings = _rings;
            Volatile.Write(ref _rings, []); // nobody adds any more; for All
            foreach (ChannelRing ring in rings)
            {
                ring.Dispose();
            }

            DisposeParked();
        }
    }

    private void DisposeParked()
    {
        foreach (PacketStream stream in _parked)
        {
            stream.Dispose();
        }

        _parked.Clear();
    }

    /// <summary>Gives the calling thread a ring. Under the lock; throws when there is none to be had.</summary>
    protected abstract void Open(TracingThread thread, RingSlot* slot, ulong timestamp);

    /// <summary>Done before <see cref="Open"/>, without the lock.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Keeps why a ring could not be made, for the consumer to report.</summary>
    protected void ReportOpeningError(Exception exception) => Volatile.Write(ref _openingError, exception.Message); // taken in TakeOpeningError

    /// <summary>Gives the thread more room than its full ring has; false when there is none.</summary>
    protected virtual bool TryExtend(TracingThread thread, RingSlot* slot, ulong timestamp) => false;

    /// <summary>Makes a thread's slot one of a shared ring.</summary>
    protected static void Share(TracingThread thread, RingSlot* slot, ChannelRing ring, ushort cpu)
    {
        if (thread.Claim == 0)
        {
            thread.Claim = Claims.Take();
        }

        *(SharedSlot*)slot = new SharedSlot
        {
            Ring = ring.Header,
            Claim = ClaimTable.Line(thread.Claim),
            Owner = thread.Claim,
            Cpu = cpu,
            SeenCpu = cpu,
        };
    }
}
