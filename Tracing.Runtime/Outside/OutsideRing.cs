using System.Globalization;
using Tracing.Format;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Outside;

/// <summary>A ring of another process that lives, and the stream that it is drained to.</summary>
internal sealed unsafe class OutsideRing : IDisposable
{
    private readonly RingFile _file;
    private readonly string _folder;
    private readonly HoleList _holes = new();
    private readonly OutsideHoles _outsideHoles;
    private readonly RingReader _reader;
    private readonly PacketStream _stream;
    private readonly RingMemory _memory = new();

    /// <param name="file">The ring; owned from now on.</param>
    /// <param name="folder">The process's folder.</param>
    /// <param name="stream">The stream that it is drained to.</param>
    public OutsideRing(RingFile file, string folder, PacketStream stream)
    {
        _file = file;
        _folder = folder;
        _stream = stream;
        _outsideHoles = new OutsideHoles(file.Header, _holes);
        _reader = RingReader.Over(file.Memory, _holes, isOutside: true);
    }

    /// <summary>Events written to the trace.</summary>
    public long Written { get; private set; }

    /// <summary>Events that the ring has lost.</summary>
    public long Lost => (long)(_reader.Discarded + _reader.TooLarge);

    /// <summary>The name of a ring's stream; null if the session has no such channel.</summary>
    public static string? StreamName(RingFileHeader* header, SessionRemains session) => session.Channels.TryGetValue(header->StreamClass, out string? channel)
        ? string.Create(CultureInfo.InvariantCulture, $"{channel}_{header->StreamInstance}")
        : null;

    /// <summary>Writes what is committed.</summary>
    /// <param name="output">The trace.</param>
    /// <param name="metadata">What describes it.</param>
    /// <param name="takeOpen">Whether parts of sub-buffers that are still being filled are written too.</param>
    /// <exception cref="TermOverException">The ring was taken back; the trace is as it was.</exception>
    /// <exception cref="IOException">The trace cannot be written to; the packet stays in the ring.</exception>
    public DrainResult Drain(FolderOutput output, OutsideMetadata metadata, bool takeOpen)
    {
        // acquire: all that its last owner did. Pairs with the release in ChannelRing.Move. It is nobody's until all of it is written and told.
        bool isLeft = Volatile.Read(ref _file.Header->Ownership) == (uint)RingOwnership.Left;
        var result = new DrainResult();
        DrainResult round;
        do
        {
            round = DrainRound(output, metadata, takeOpen || isLeft);
            result.Add(round);
        }
        while (isLeft && round.Fill > 0);

        ulong lost = _reader.Discarded + _reader.TooLarge;
        if (isLeft && _stream.State.Lost != _file.Header->LostBefore + lost)
        {
            // As a recovery tells it: each at a time of its own behind the last one, and long past.
            ulong time = Math.Max(_reader.End, _file.Header->LastTimestamp) + PacketContext.LossDistance;
            Write(output, Told(new(time, time, lost, Size: 0)), default, stream => _reader.Keep(stream));
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Close();

    private DrainResult DrainRound(FolderOutput output, OutsideMetadata metadata, bool takeOpen)
    {
        uint full = 0;
        for (uint left = _file.Header->SubBufferCount + 1; left > 0 && TryTake(takeOpen, out TakenPacket packet); left--)
        {
            metadata.Follow(output);
            ulong before = _reader.Taken;
            TakenPacket taken = packet;
            Write(output, Told(packet.Context), _memory.Lend(packet.Data, packet.Context.Size), stream => _reader.Consume(taken, stream));
            Written += (long)(_reader.Taken - before);
            if (!packet.IsClosed)
            {
                break;
            }

            full++;
        }

        return new DrainResult { Fill = (double)full / _file.Header->SubBufferCount };
    }

    private bool TryTake(bool takeOpen, out TakenPacket packet)
    {
        while (_reader.TryTake(takeOpen, out packet))
        {
            if (_file.Header->Kind != RingFileHeader.SharedKind || !_outsideHoles.TryFind(_folder, _reader.Position, packet.Context.Size))
            {
                return true;
            }
        }

        return false;
    }

    private void Write(FolderOutput output, PacketContext context, ReadOnlyMemory<byte> records, Action<ConsumerState> keep)
    {
        ConsumerState before = _stream.State;
        var identity = new StreamIdentity(_file.Header->TraceId, _file.Header->ThreadId, _file.Header->ThreadName.Read(), _file.Header->Cpu);
        _stream.Append(output, identity, context, records);
        try
        {
            keep(_stream.State);
        }
        catch (TermOverException)
        {
            // It is another's, who took it where the ring said that this one had come to.
            output.CutStream(_stream.Name, (long)before.StreamLength);
            throw;
        }
    }

    private PacketContext Told(in PacketContext packet) => packet with { Lost = _file.Header->LostBefore + packet.Lost };
}
