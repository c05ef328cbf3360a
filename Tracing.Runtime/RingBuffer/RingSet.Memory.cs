using System.Globalization;
using System.Numerics;
using Tracing.Format;
using Tracing.Runtime.Clock;
using Tracing.Runtime.Packets;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.RingBuffer;

/// <remarks>
/// How much memory the rings take: making them, and giving back what is idle. A stream outlives its ring: the next ring goes on with
/// it, so that there are never more streams than there were rings at one time.
/// </remarks>
internal abstract unsafe partial class RingSet
{
    /// <summary>How long a free ring is kept, in ms: longer than a thread pool takes to replace a thread.</summary>
    private const long IdleMs = 5000;

    /// <summary>Free rings of the first size that are kept for good: about 1 MiB, so that a thread now and then makes no file each time.</summary>
    private const int SpareRings = 4;

    /// <summary>What the channel's options say.</summary>
    protected RingLimits Limits => _limits;

    /// <summary>Sub-buffers of a thread's first ring.</summary>
    protected uint FirstSubBufferCount => _geometry.SubBufferCount;

    /// <summary>Whether there is memory for one more ring. Under the lock.</summary>
    protected bool HasRoom => HasRoomFor(FirstSubBufferCount, _limits.MaxMemory);

    /// <summary>Whether there is memory for one more ring of so many sub-buffers. Under the lock.</summary>
    protected bool HasRoomFor(uint subBufferCount, long limit) => All.Sum(static ring => ring.Size) - OnTop + RingSize(subBufferCount) <= limit;

    /// <summary>Bytes that do not count.</summary>
    protected virtual long OnTop => 0;

    /// <summary>The error that there is no memory for one more.</summary>
    protected InvalidOperationException NoRoom() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The channel's rings may take {_limits.MaxMemory} bytes, and another one of {RingSize(FirstSubBufferCount)} does not fit. Raise {nameof(ChannelOptions)}.{nameof(ChannelOptions.MaxMemory)} if there is memory for more."));

    /// <summary>Makes a ring and adds it to the list. Under the lock.</summary>
    /// <param name="kind">One of the header's kinds.</param>
    /// <param name="cpu">The processor whose it is, or <see cref="RingFileHeader.NoCpu"/>.</param>
    /// <param name="timestamp">Now, by the trace clock.</param>
    /// <param name="subBufferCount">How many sub-buffers; null: as many as a first ring.</param>
    /// <exception cref="IOException">There is no memory.</exception>
    protected ChannelRing Create(uint kind, uint cpu, ulong timestamp, uint? subBufferCount = null)
    {
        bool goesOn = _parked.TryPeek(out PacketStream? stream);
        stream ??= new PacketStream(
            string.Create(CultureInfo.InvariantCulture, $"{_name}_{_streams}"), _geometry.StreamClass, _streams);
        RingFileHeader header = _geometry;
        header.StreamInstance = stream.Instance;
        header.SubBufferCount = subBufferCount ?? header.SubBufferCount;
        header.SubBufferShift = (uint)BitOperations.Log2(header.SubBufferSize);
        header.DataMask = ((ulong)header.SubBufferSize * header.SubBufferCount) - 1;
        header.Kind = kind;
        header.Cpu = cpu;
        header.ClockKind = (uint)(TraceClockSetup.Running ?? default);
        header.RingId = kind == RingFileHeader.SharedKind ? RingIds.Take() : 0;
        RingFile file = RingFile.Create(RingFolder.NextPath(_name), header);

        // No earlier than the stream has come: the thread may have taken its time long ago.
        var ring = new ChannelRing(file, stream, Math.Max(timestamp, stream.State.End), _term);
        if (goesOn)
        {
            _parked.Dequeue();
        }
        else
        {
            _streams++;
        }

        // release: the ring before the list. Pairs with the acquire in All.
        Volatile.Write(ref _rings, [.. _rings, ring]);
        return ring;
    }

    /// <summary>
    /// Unmaps and deletes rings that nobody has needed for <see cref="IdleMs"/>, but for a few of the first size. A flight recorder's
    /// stay, since they hold what a snapshot is to show. Only the consumer, under the session's lock: nobody else reads such a ring.
    /// </summary>
    /// <param name="now">As of <see cref="Environment.TickCount64"/>.</param>
    private void GiveBack(long now)
    {
        if (_geometry.Mode == RingFileHeader.OverwriteMode)
        {
            return;
        }

        ChannelRing[] idle;
        lock (Gate)
        {
            int spare = 0;
            idle = Array.FindAll(_rings, ring =>
                ring.Producer is not null && ring.Ownership == RingOwnership.Free && now - ring.FreeSince >= IdleMs
                && (ring.Size != RingSize(FirstSubBufferCount) || ++spare > SpareRings));
            if (idle.Length == 0)
            {
                return;
            }

            foreach (ChannelRing ring in idle)
            {
                RingTally tally = ring.Count();
                _retired[tally.Name] = _retired.TryGetValue(tally.Name, out RingTally? before) ? RingTally.Join(before, tally) : tally;
                _parked.Enqueue(ring.Stream);
            }

            // release: for All. From here on no thread can be given one of them.
            Volatile.Write(ref _rings, [.. _rings.Except(idle)]);
        }

        Array.ForEach(idle, static ring => ring.Unmap());
    }

    private long RingSize(uint subBufferCount) => RingFileHeader.Size + ((long)_geometry.SubBufferSize * subBufferCount);
}
