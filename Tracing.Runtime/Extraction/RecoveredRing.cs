using System.Globalization;
using Tracing.Format;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Extraction;

/// <summary>A ring without a producer: takes up where the consumer stopped, or, in a flight recorder, all that is there.</summary>
internal sealed unsafe class RecoveredRing
{
    private readonly RingFile _file;
    private readonly RingReader _reader;
    private readonly byte[] _header = new byte[PacketHeader.MaxSize];

    public RecoveredRing(RingFile file)
    {
        _file = file;
        _reader = new RingReader(file.Memory);
    }

    /// <summary>The ring's channel.</summary>
    public uint StreamClass => _file.Header->StreamClass;

    /// <summary>Events that are in the ring and not in the output.</summary>
    public long Remaining => Overwrites
        ? (long)(CommitWord.RecordsAfter(_reader.Overwritten, _file.Header->Committed) - _reader.Overwritten)
        : (long)(_reader.Recorded - _reader.Taken);

    private bool Overwrites => _file.Header->Mode == RingFileHeader.OverwriteMode;

    /// <summary>Writes what is left, and returns how many events that was.</summary>
    /// <param name="output">The trace.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="continues">Whether the stream is there, and is gone on with behind its last whole packet.</param>
    public long Write(ITraceOutput output, string channel, bool continues)
    {
        long remaining = Remaining;
        ConsumerState progress = _reader.Progress;
        string name = string.Create(CultureInfo.InvariantCulture, $"{channel}_{_file.Header->StreamInstance}");
        if (Overwrites)
        {
            WriteAll(output, name);
        }
        else if (remaining > 0 || _reader.Discarded + _reader.TooLarge != progress.Lost)
        {
            using IStreamOutput stream = continues ? output.OpenStream(name, (long)progress.StreamLength) : output.CreateStream(name);
            WriteRest(stream, continues ? progress : default);
        }
        else if (continues)
        {
            // Nothing to add, but what a torn write left is cut off.
            output.OpenStream(name, (long)progress.StreamLength).Dispose();
        }

        return remaining;
    }

    private void WriteRest(IStreamOutput stream, ConsumerState progress)
    {
        var memory = new RingMemory();
        ulong next = progress.NextPacket;
        ulong time = Math.Max(progress.End, _file.Header->LastTimestamp);
        bool isFirst = next == 0;
        while (_reader.TryTake(takeOpen: true, out TakenPacket packet))
        {
            if (isFirst && packet.Context.Lost > 0)
            {
                Append(stream, new(packet.Context.Begin, packet.Context.Begin, 0, 0), next++, default);
            }

            isFirst = false;
            Append(stream, packet.Context, next++, memory.Lend(packet.Data, packet.Context.Size));
            _reader.Consume(packet, (ulong)stream.Length, next);
            time = packet.Context.End;
        }

        ulong lost = _reader.Discarded + _reader.TooLarge;
        if (lost != _reader.Progress.Lost)
        {
            Append(stream, new(time, time, lost, 0), next, default);
        }
    }

    private void WriteAll(ITraceOutput output, string name)
    {
        var snapshot = new RingSnapshot(_file.Memory);
        byte[] records = new byte[_file.Header->SubBufferSize];
        IStreamOutput? stream = null;
        try
        {
            (ulong oldest, ulong current) = snapshot.FindRange();
            for (ulong number = oldest; number <= current; number++)
            {
                if (snapshot.TryCopy(number, records, out CopiedPacket packet) && packet.Context.Size > 0)
                {
                    stream ??= output.CreateStream(name);
                    Append(stream, packet.Context with { Lost = 0 }, packet.Number, records.AsMemory(0, packet.Context.Size), packet.ThreadId);
                }
            }
        }
        finally
        {
            stream?.Dispose();
        }
    }

    // The thread's name died with its process.
    private void Append(IStreamOutput stream, in PacketContext context, ulong number, ReadOnlyMemory<byte> records, uint? threadId = null)
    {
        var identity = new StreamIdentity(
            _file.Header->TraceId, _file.Header->StreamClass, _file.Header->StreamInstance, threadId ?? _file.Header->ThreadId, "");
        stream.Append(_header.AsMemory(0, PacketHeader.Write(_header, identity, context, number)), records);
    }
}
