using Tracing.Reader.Records;

namespace Tracing.Reader.Packets;

/// <summary>What looking for the next packet gave.</summary>
internal enum HeadResult
{
    /// <summary>A packet whose events can be read.</summary>
    Packet,

    /// <summary>Something wrong; the next call goes on behind it.</summary>
    Problem,

    /// <summary>The file's end.</summary>
    End,
}

/// <summary>Walks the packets of one stream file. No size in a packet is trusted: all is checked against the file.</summary>
internal sealed partial class StreamFile : IDisposable
{
    /// <summary>Bytes that are read for a packet's header and context at first; nearly all are far smaller.</summary>
    private const int FirstHeadSize = 1024;

    /// <summary>Bytes that a header and a context may take.</summary>
    private const int MaxHeadSize = 16 << 20;

    /// <summary>The first word of every packet. Source: CTF 1.8, section 5.1.</summary>
    private const uint PacketMagic = 0xC1FC1FC1;

    private readonly ByteSource _bytes;
    private long _next;
    private long _number;
    private bool _toldUuid;
    private ulong _classId;
    private bool _hasClassId;

    private bool _isShort;

    public StreamFile(TraceDescription trace, string path, string relativePath, ByteSource bytes)
    {
        Trace = trace;
        Path = path;
        RelativePath = relativePath;
        _bytes = bytes;
    }

    /// <summary>The trace; another one when its metadata has grown.</summary>
    public TraceDescription Trace { get; set; }

    public string Path { get; }

    /// <summary>The path below the folder that was opened.</summary>
    public string RelativePath { get; }

    /// <summary>Bytes that there are now.</summary>
    public long Length => _bytes.Length;

    /// <summary>Whether more bytes can come: then a packet that is not whole is not there yet.</summary>
    public bool IsGrowing { get; set; }

    private bool CanBeShort => IsGrowing && !_bytes.IsWhole;

    /// <summary>What is wrong, after <see cref="HeadResult.Problem"/>.</summary>
    public TraceProblem? Problem { get; private set; }

    /// <summary>Opens a file, or says why not.</summary>
    public static StreamFile? TryOpen(TraceDescription trace, string path, string relativePath, out TraceProblem? problem)
    {
        FileSource? bytes = FileSource.TryOpen(path, out problem);
        return bytes is null ? null : new StreamFile(trace, path, relativePath, bytes);
    }

    public void Dispose() => _bytes.Dispose();

    /// <summary>Reads bytes of the file; fewer where it ends or has been cut meanwhile.</summary>
    public int Read(Span<byte> destination, long offset) => _bytes.Read(destination, offset);

    /// <summary>Looks for the next packet.</summary>
    /// <param name="head">Filled in if there is one.</param>
    public HeadResult ReadHead(PacketHead head)
    {
        if (_next >= Length)
        {
            return HeadResult.End;
        }

        head.File = this;
        head.Offset = _next;
        head.Number = _number++;
        head.Problem = null;
        head.IsCut = false;
        _isShort = false;
        bool toldUuid = _toldUuid;
        if (TryReadHeader(head) && TryReadContext(head) && TryReadSizes(head))
        {
            return HeadResult.Packet;
        }

        if (!_isShort)
        {
            return HeadResult.Problem;
        }

        // Looked for again when there is more.
        _next = head.Offset;
        _number--;
        _toldUuid = toldUuid;
        return HeadResult.End;
    }

    /// <summary>Reads more of the packet until a scope is there; null if it is, else what is wrong.</summary>
    private TraceProblem? WalkScope(PacketHead head, FieldNode scope, ref int position)
    {
        FieldData data = head.Data;
        int start = position;
        while (true)
        {
            position = data.Walk(scope, start);
            if (position >= 0)
            {
                return null;
            }

            int have = data.EndBits / 8;
            long rest = _bytes.EndOf(head.Offset) - head.Offset;
            if (data.FailureReason != FailureReason.End || have >= rest || have >= MaxHeadSize || !Load(head, have * 4))
            {
                _isShort = CanBeShort && data.FailureReason == FailureReason.End && have >= rest;
                (string expected, string found) = data.DescribeFailure(data.EndBits);
                return ProblemAt(head, data.FailurePosition / 8, expected, found);
            }
        }
    }

    private bool Load(PacketHead head, int size)
    {
        FieldData data = head.Data;
        size = (int)Math.Min(Math.Min(size, MaxHeadSize), _bytes.EndOf(head.Offset) - head.Offset);
        if (data.Buffer.Length < size + BitReader.Slack)
        {
            data.Buffer = new byte[size + BitReader.Slack];
        }

        int before = data.EndBits / 8;
        int have = Read(data.Buffer.AsSpan(0, size), head.Offset);
        data.EndBits = have * 8;
        return have > before;
    }

    private bool TryReadHeader(PacketHead head)
    {
        FieldData data = head.Data;
        data.EndBits = 0;
        Load(head, FirstHeadSize);
        GrowRegisters(data, Trace.PacketHeaderRegisters);
        data.Begin();
        int position = 0;
        TraceProblem? problem = WalkScope(head, Trace.PacketHeader, ref position) ?? CheckHeader(head);
        if (problem is null)
        {
            head.TakeHeaderRoles();
            problem = SelectClass(head);
        }

        head.EventStartBits = Math.Max(position, 0);
        return problem is null || SkipTo(head, problem);
    }

    private TraceProblem? CheckHeader(PacketHead head)
    {
        FieldData data = head.Data;
        if (data.HasRole(FieldRole.Magic) && data.Roles[(int)FieldRole.Magic] != PacketMagic)
        {
            return ProblemAt(head, 0, $"the magic number 0x{PacketMagic:X8}", $"0x{data.Roles[(int)FieldRole.Magic]:X8}");
        }

        if (data.HasRole(FieldRole.Uuid) && Trace.Uuid is Guid uuid)
        {
            int offset = (int)data.Roles[(int)FieldRole.Uuid] / 8;
            var found = new Guid(data.Buffer.AsSpan(offset, 16), bigEndian: true);
            if (found != uuid && !_toldUuid)
            {
                // Told once a file; the packets are read, as most readers do, since only their origin is in doubt.
                _toldUuid = true;
                head.Problem = ProblemAt(head, offset, $"the trace's uuid {uuid}", found.ToString());
            }
        }

        return null;
    }

    private TraceProblem? SelectClass(PacketHead head)
    {
        bool hasId = head.Data.HasRole(FieldRole.StreamId);
        ulong id = head.Data.Roles[(int)FieldRole.StreamId];
        if (!hasId)
        {
            if (Trace.StreamClasses.Count > 1)
            {
                return ProblemAt(head, 0, "a stream_id, since the trace has several stream classes", "none");
            }

            head.Class = Trace.StreamClasses.Values.First();
            return null;
        }

        if (!Trace.StreamClasses.TryGetValue(id, out StreamClass? found))
        {
            return ProblemAt(head, 0, "a stream_id that the metadata declares", $"{id}");
        }

        if (_hasClassId && id != _classId)
        {
            return ProblemAt(head, 0, $"stream_id {_classId} as in the file's other packets", $"{id}");
        }

        _classId = id;
        _hasClassId = true;
        head.Class = found;
        return null;
    }

    private bool TryReadContext(PacketHead head)
    {
        GrowRegisters(head.Data, head.Class.RegisterCount);
        head.Data.EnsureSlots(head.Class.PacketContextPlan.Segments.Length);

        int position = head.EventStartBits;
        TraceProblem? problem = WalkScope(head, head.Class.PacketContext, ref position);
        if (problem is not null)
        {
            return SkipTo(head, problem);
        }

        // The second time for the positions of the fields.
        head.Data.Walk(head.Class.PacketContextPlan, head.EventStartBits);
        head.EventStartBits = position;
        head.TakeContextRoles();
        return true;
    }

    private static void GrowRegisters(FieldData data, int count)
    {
        if (data.Registers.Length < count)
        {
            ulong[] grown = new ulong[count];
            data.Registers.CopyTo(grown, 0);
            data.Registers = grown;
        }
    }

    private TraceProblem ProblemAt(PacketHead head, long offsetInPacket, string expected, string found) =>
        new(Path, head.Number, head.Offset + offsetInPacket, "expected " + expected, found);
}
