using System.Globalization;
using Tracing.Format;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.SharedMemory;
using Tracing.Writing;

namespace Tracing.Runtime.Extraction;

/// <summary>A ring without a producer: takes up where the consumer stopped, or, in a flight recorder, all that is there.</summary>
internal sealed unsafe class RecoveredRing
{
    /// <summary>Numbers of the counter clock by which a shared ring's last time may lag: each thread that was reserving had taken one.</summary>
    private const ulong CounterLag = ClaimTable.MaxClaims;

    private readonly RingFile _file;
    private readonly RingReader _reader;
    private readonly HoleList _holes = new();
    private readonly ulong _deadEnd;

    /// <param name="file">The ring.</param>
    /// <param name="claims">The claims of its process.</param>
    public RecoveredRing(RingFile file, ClaimLine[] claims)
    {
        _file = file;
        if (file.Header->Kind == RingFileHeader.SharedKind)
        {
            List<Claim> open = Find(file.Header, claims);
            SharedRepair.Settle(file.Header, open, _holes, number => SharedRepair.Missing(file.Header, number));
        }

        _deadEnd = DeadEnd(file.Header);
        _reader = RingReader.Over(file.Memory, _holes, _deadEnd);
    }

    /// <summary>The ring's channel.</summary>
    public uint StreamClass => _file.Header->StreamClass;

    /// <summary>Events that are in the ring and not in the output.</summary>
    public long Remaining => (long)(Overwrites ? Present : _reader.Recorded - _reader.Taken);

    /// <summary>Whether the output has all events, and all losses.</summary>
    public bool IsWrittenOut => Remaining == 0 && (Overwrites || Lost == _reader.Progress.Lost);

    private ulong Present => _file.Header->Kind == RingFileHeader.SharedKind
        ? _reader.Recorded - _reader.Overwritten
        : CommitWord.RecordsAfter(_reader.Overwritten, _file.Header->Committed) - _reader.Overwritten;

    private bool Overwrites => _file.Header->Mode == RingFileHeader.OverwriteMode;

    /// <summary>Writes what is left, and returns how many events that was.</summary>
    /// <param name="output">The trace.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="chunks">Where the stream is that is gone on with behind its last whole packet; null if it is begun anew.</param>
    public long Write(ITraceOutput output, string channel, RecoveredChunks? chunks)
    {
        long remaining = Remaining;
        ConsumerState progress = _reader.Progress;
        string name = string.Create(CultureInfo.InvariantCulture, $"{channel}_{_file.Header->StreamInstance}");
        if (Overwrites)
        {
            WriteAll(output, name);
            return remaining;
        }

        // Also if there is nothing to add.
        progress = chunks?.CutBack(name, _file.Header->TraceId, progress) ?? progress;
        if (remaining > 0 || Lost != progress.Lost)
        {
            using var stream = new PacketStream(name, _file.Header->StreamClass, _file.Header->StreamInstance);
            if (chunks is not null)
            {
                stream.GoOn(progress, output);
            }

            WriteRest(output, stream);
        }

        return remaining;
    }

    // The stream's, not only the ring's.
    private ulong Lost => _file.Header->LostBefore + _reader.Discarded + _reader.TooLarge;

    private void WriteRest(ITraceOutput output, PacketStream stream)
    {
        var memory = new RingMemory();
        while (_reader.TryTake(takeOpen: true, out TakenPacket packet))
        {
            stream.Append(
                output, Identify(null), packet.Context with { Lost = _file.Header->LostBefore + packet.Context.Lost }, memory.Lend(packet.Data, packet.Context.Size));
            _reader.Consume(packet, stream.State);
        }

        if (Lost != stream.State.Lost)
        {
            // The packet, and the one that says what was told before, each at a time of its own behind the last one.
            ulong time = Math.Max(_reader.End, _file.Header->LastTimestamp) + 2;
            stream.Append(output, Identify(null), new(time, time, Lost, Size: 0), default);
        }
    }

    private void WriteAll(ITraceOutput output, string name)
    {
        RingSnapshot snapshot = RingSnapshot.Over(_file.Memory, _holes, _deadEnd);
        byte[] records = new byte[_file.Header->SubBufferSize];
        IStreamOutput? stream = null;
        try
        {
            SnapshotStream? packets = null;
            (ulong oldest, ulong current) = snapshot.FindRange();
            for (ulong number = oldest; number <= current; number++)
            {
                if (snapshot.TryCopy(number, records, out CopiedPacket packet) && packet.Context.Size > 0)
                {
                    stream ??= output.CreateStream(name);
                    packets ??= new SnapshotStream(stream, _file.Header->StreamClass, _file.Header->StreamInstance);
                    packets.Write(
                        Identify(packet.ThreadId), packet with { Context = packet.Context with { Lost = 0 } }, records.AsMemory(0, packet.Context.Size), records.Length);
                }
            }
        }
        finally
        {
            stream?.Dispose();
        }
    }

    // The ring knows the last owner's name only.
    private StreamIdentity Identify(uint? threadId) => new(
        _file.Header->TraceId,
        threadId ?? _file.Header->ThreadId,
        threadId is null || threadId == _file.Header->ThreadId ? _file.Header->ThreadName.Read() : "",
        _file.Header->Cpu);

    private static List<Claim> Find(RingFileHeader* header, ClaimLine[] lines)
    {
        var open = new List<Claim>();
        fixed (ClaimLine* first = lines)
        {
            for (uint index = 1; index < lines.Length; index++)
            {
                if (Claim.Read(first + index, index, header->RingId, header->Reserved) is { } claim && IsSound(header, claim))
                {
                    open.Add(claim);
                }
            }
        }

        return open;
    }

    // What is settled is written to the ring, so it must lie in it.
    private static bool IsSound(RingFileHeader* header, Claim claim)
    {
        ulong length = (claim.End - claim.Begin) & ReserveWord.PositionMask;
        ulong behind = (header->Reserved - claim.End) & ReserveWord.PositionMask;
        ulong size = (ulong)header->SubBufferSize * header->SubBufferCount;
        return length > 0 && length <= 2UL * header->SubBufferSize && behind <= size;
    }

    /// <summary>A time that is no earlier than the last record's: in a shared ring the header's word may lag a little.</summary>
    private static ulong DeadEnd(RingFileHeader* header) =>
        header->Kind != RingFileHeader.SharedKind ? header->LastTimestamp
        : header->ClockKind == (uint)ClockKind.Counter ? header->LastTimestamp + CounterLag
        : Math.Max(header->LastTimestamp, TraceClock.Monotonic());
}
