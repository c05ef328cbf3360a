using System.Buffers;
using System.Globalization;
using Tracing.Reader.Merging;
using Tracing.Reader.Metadata;
using Tracing.Reader.Packets;

namespace Tracing.Reader.Following;

/// <summary>Puts the frames of an input into the streams of a walk.</summary>
internal sealed class FollowedInput(TraceWalk walk, LagWindow lag)
{
    /// <summary>Bytes of packets that are held for the sake of their order; with more, nothing is kept back.</summary>
    private const long MaxHeldBytes = 64 << 20;

    /// <summary>Bytes of all metadata.</summary>
    private const long MaxMetadata = 256 << 20;

    private const string Name = "input";

    private readonly FrameReader _frames = new();
    private readonly Dictionary<(bool IsKnown, ulong Class, ulong? Instance), (StreamFile File, QueueSource Packets)> _streams = [];
    private readonly PacketHead _head = new();
    private readonly ArrayBufferWriter<byte> _metadata = new();
    private TraceDescription? _description;
    private bool _hasNewMetadata;
    private bool _hasFailed;

    /// <summary>Whether so much is held that it should be given whatever its order.</summary>
    public bool IsFull => _streams.Values.Sum(static stream => stream.Packets.HeldBytes) > MaxHeldBytes;

    /// <summary>Takes all frames that are whole.</summary>
    /// <param name="bytes">What has come; nothing is left of it.</param>
    /// <returns>False if there is no way to go on; why is told.</returns>
    public bool Take(ReadOnlySequence<byte> bytes)
    {
        try
        {
            while (_frames.TryRead(ref bytes, out byte[] content))
            {
                if (_frames.IsMetadata)
                {
                    AddMetadata(content);
                }
                else
                {
                    AddPacket(content);
                }
            }

            return true;
        }
        catch (TraceFormatException exception)
        {
            walk.Tell([exception.Problem]);
            _hasFailed = true;
            return false;
        }
    }

    /// <summary>The input has ended.</summary>
    public void Complete()
    {
        if (!_frames.IsBetween && !_hasFailed)
        {
            walk.Tell([new TraceProblem(Name, -1, _frames.Offset, "expected a whole frame", $"the input's end, at least {_frames.Missing} bytes too early")]);
        }

        foreach ((StreamFile file, _) in _streams.Values)
        {
            file.IsGrowing = false;
        }
    }

    private void AddMetadata(byte[] blocks)
    {
        if (_metadata.WrittenCount + (long)blocks.Length > MaxMetadata)
        {
            throw new TraceFormatException(new TraceProblem(Name, -1, _frames.Offset, $"expected at most {MaxMetadata} bytes of metadata", "more"));
        }

        _metadata.Write(blocks);
        _hasNewMetadata = true;
    }

    /// <summary>Reads the metadata if there is more since the last packet: blocks may come in many frames.</summary>
    private void Describe()
    {
        if (!_hasNewMetadata)
        {
            return;
        }

        _hasNewMetadata = false;
        try
        {
            _description = TraceCompiler.Compile(
                TsdlParser.Parse(MetadataFile.Read(_metadata.WrittenSpan, Name), Name), new TraceDescription(Name, ""), Name);
        }
        catch (TraceFormatException exception) when (_description is not null)
        {
            // What was described before still is.
            walk.Tell([exception.Problem]);
            return;
        }

        foreach ((StreamFile file, _) in _streams.Values)
        {
            file.Trace = _description;
        }
    }

    private void AddPacket(byte[] packet)
    {
        Describe();
        if (_description is null)
        {
            throw new TraceFormatException(new TraceProblem(Name, -1, _frames.Offset, "expected metadata before the first packet", "a packet"));
        }

        using var alone = new QueueSource();
        alone.Add(packet);
        var file = new StreamFile(_description, Name, Name, alone);
        bool isPacket = file.ReadHead(_head) == HeadResult.Packet;
        if (isPacket)
        {
            lag.See(_head.EndTime);
        }

        (bool IsKnown, ulong Class, ulong? Instance) key = isPacket
            ? (true, _head.Class.Id, _head.HasInstanceId ? _head.InstanceId : null)
            : default;
        if (_streams.TryGetValue(key, out (StreamFile File, QueueSource Packets) known))
        {
            known.Packets.Add(packet);
            return;
        }

        string path = !key.IsKnown ? Name
            : key.Instance is null ? string.Create(CultureInfo.InvariantCulture, $"{Name}/{key.Class}")
            : string.Create(CultureInfo.InvariantCulture, $"{Name}/{key.Class}_{key.Instance}");
        var stream = new TraceStream(_description, path, key.Class, key.Instance, _streams.Count);
        var packets = new QueueSource();
        packets.Add(packet);
        known = (new StreamFile(_description, path, path, packets) { IsGrowing = true }, packets);
        _streams.Add(key, known);
        walk.Add(stream).Add(known.File);
    }
}
