using System.Globalization;
using System.Numerics;
using Tracing.Format;
using Tracing.Runtime.Clock;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Runtime.SharedMemory;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>The rings of a channel: makes them, drains them, counts what they hold.</summary>
internal abstract unsafe class RingSet : RecordingChannel, IDisposable
{
    /// <summary>After a ring could not be made, how long threads without one do not try again, in ms: each try is a system call or more.</summary>
    private const long RetryIntervalMs = 1000;

    private readonly string _name;
    private readonly RingFileHeader _geometry;
    private readonly long _maxMemory;

    // A list, once published, does not change: the consumer walks it without the lock. Replaced under the lock.
    private ChannelRing[] _rings = [];
    private long _retryAt;
    private string? _openingError;
    private bool _isDisposed;

    /// <param name="number">The channel's number in this process.</param>
    /// <param name="name">The channel's name, the first half of its streams' names.</param>
    /// <param name="geometry">What every ring's header page says; the rest is filled in for each.</param>
    /// <param name="maxMemory">How many bytes all rings together may take.</param>
    protected RingSet(int number, string name, in RingFileHeader geometry, long maxMemory)
    {
        _maxMemory = maxMemory;
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
            Volatile.Write(ref _openingError, exception.Message); // taken in TakeOpeningError
            return false;
        }
        finally
        {
            thread.IsOpeningRing = false;
        }
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
                bool wasBusy;
                do
                {
                    wasBusy = ring.Drain(output, traceId, takeOpen || isLeft);
                    result.WasBusy |= wasBusy;
                }
                while (isQuiet && wasBusy);

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

            result.Recorded += ring.Recorded;
        }

        return result;
    }

    /// <summary>Keeps up with rings of which nothing is taken.</summary>
    public DrainResult Observe()
    {
        var result = new DrainResult();
        foreach (ChannelRing ring in All)
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
        lock (Gate)
        {
            var counts = new RingCounts { Each = [] };
            foreach (ChannelRing ring in All)
            {
                RingTally tally = ring.Count();
                counts.Recorded += tally.Recorded;
                counts.Unwritten += tally.Unwritten;
                counts.Discarded += tally.Discarded;
                counts.TooLarge += tally.TooLarge;
                counts.Overwritten += tally.Overwritten;
                counts.Each.Add(tally);
            }

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
        }
    }

    /// <summary>Gives the calling thread a ring. Under the lock; throws when there is none to be had.</summary>
    protected abstract void Open(TracingThread thread, RingSlot* slot, ulong timestamp);

    /// <summary>Done before <see cref="Open"/>, without the lock.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Whether there is memory for one more ring. Under the lock.</summary>
    protected bool HasRoom => All.Sum(static ring => ring.Size) + RingSize <= _maxMemory;

    /// <summary>The error that there is no memory for one more.</summary>
    protected InvalidOperationException NoRoom() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The channel's rings may take {_maxMemory} bytes, and another one of {RingSize} does not fit. Raise {nameof(ChannelOptions)}.{nameof(ChannelOptions.MaxMemory)} if there is memory for more."));

    /// <summary>Makes a ring and adds it to the list. Under the lock.</summary>
    /// <param name="kind">One of the header's kinds.</param>
    /// <param name="cpu">The processor whose it is, or <see cref="RingFileHeader.NoCpu"/>.</param>
    /// <param name="timestamp">Now, by the trace clock.</param>
    /// <exception cref="IOException">There is no memory.</exception>
    protected ChannelRing Create(uint kind, uint cpu, ulong timestamp)
    {
        RingFileHeader header = _geometry;
        header.StreamInstance = (uint)_rings.Length;
        header.SubBufferShift = (uint)BitOperations.Log2(header.SubBufferSize);
        header.DataMask = ((ulong)header.SubBufferSize * header.SubBufferCount) - 1;
        header.Kind = kind;
        header.Cpu = cpu;
        header.ClockKind = (uint)(TraceClockSetup.Running ?? default);
        header.RingId = kind == RingFileHeader.SharedKind ? RingIds.Take() : 0;
        RingFile file = RingFile.Create(RingFolder.NextPath(_name), header);
        var stream = new PacketStream(
            string.Create(CultureInfo.InvariantCulture, $"{_name}_{header.StreamInstance}"), header.StreamClass, header.StreamInstance);
        var ring = new ChannelRing(file, stream, timestamp);

        // release: the ring before the list. Pairs with the acquire in All.
        Volatile.Write(ref _rings, [.. _rings, ring]);
        return ring;
    }

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

    private long RingSize => RingFileHeader.Size + ((long)_geometry.SubBufferSize * _geometry.SubBufferCount);
}
