using Tracing.Reader.Merging;
using Tracing.Reader.Packets;
using Tracing.Reader.Records;

namespace Tracing.Reader.Copying;

/// <summary>
/// Writes chosen events of one stream file to another with the same metadata: packets like the ones that they were in, with
/// new sizes and numbers. Where so many events are left out that a cut timestamp would be taken for an earlier one, a new
/// packet begins, since that says in full when it does.
/// </summary>
internal sealed class CopiedStream : IDisposable
{
    /// <summary>Bits of a packet at most, where it can be divided.</summary>
    private const int MaxPacketBits = 64 << 23;

    private readonly FileStream _file;
    private readonly BitWriter _packet = new();
    private readonly Dictionary<TraceEventClass, bool> _isBytePacked = [];
    private bool _canDivide;
    private bool _isOpen;
    private long _sourceNumber;
    private ulong _sourceEnd;
    private ulong _clock;
    private readonly PacketNumbering _numbering;

    // Where the packet's own fields are in the copied head.
    private readonly (int Position, FieldNode? Node)[] _fields = new (int, FieldNode?)[(int)FieldRole.Count];

    /// <summary>Creates the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="numbering">Shared by the files of the stream.</param>
    public CopiedStream(string path, PacketNumbering numbering)
    {
        _numbering = numbering;
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }

    public long Packets { get; private set; }

    /// <summary>Adds the current event of a cursor.</summary>
    /// <param name="cursor">The stream.</param>
    /// <param name="lostPackets">Packets of the stream that were lost since the event before.</param>
    public void Add(StreamCursor cursor, ulong lostPackets)
    {
        PacketHead head = cursor.Head;
        if (_isOpen && (head.Number != _sourceNumber || lostPackets > 0))
        {
            Close(_sourceEnd);
        }

        FieldData data = cursor.Data;
        int start = cursor.RecordStart;
        if (_isOpen && (IsAmbiguous(cursor, start) || (_canDivide && _packet.Position > MaxPacketBits)))
        {
            Divide(cursor);
        }

        if (!_isOpen)
        {
            _clock = head.HasBegin ? head.Begin : _clock;
            _canDivide = head.HasBegin && head.Data.HasRole(FieldRole.PacketSize);
            bool isAmbiguous = IsAmbiguous(cursor, start);
            if (isAmbiguous && !_canDivide)
            {
                throw CannotDivide(cursor);
            }

            // With the events in front left out, the packet's own begin may be too long ago.
            Open(head, lostPackets, isAmbiguous ? cursor.Cycles : _clock);
        }

        CopyRecord(cursor, data, start);
        _clock = cursor.Cycles;
    }

    /// <summary>Writes the last packet.</summary>
    public void Dispose()
    {
        if (_isOpen)
        {
            Close(_sourceEnd);
        }

        _file.Dispose();
    }

    private void CopyRecord(StreamCursor cursor, FieldData data, int start)
    {
        TraceEventClass @class = cursor.Class!;
        StreamClass stream = cursor.Head.Class;
        if (!_isBytePacked.TryGetValue(@class, out bool isBytePacked))
        {
            isBytePacked = Scopes(stream, @class).All(RecordCopier.IsBytePacked);
            _isBytePacked.Add(@class, isBytePacked);
        }

        if (isBytePacked && (start & 7) == 0 && (_packet.Position & 7) == 0)
        {
            _packet.Write(data.Buffer.AsSpan(start >> 3, (cursor.RecordEnd - start) >> 3));
            return;
        }

        int position = start;
        foreach (FieldNode scope in Scopes(stream, @class))
        {
            RecordCopier.Copy(scope, data, ref position, _packet);
        }
    }

    private static IEnumerable<FieldNode> Scopes(StreamClass stream, TraceEventClass @class) =>
        [stream.EventHeader, stream.CommonContext, @class.SpecificContext, @class.Payload];

    /// <summary>Whether a reader that comes from the event before would take the timestamp for another one.</summary>
    private bool IsAmbiguous(StreamCursor cursor, int start)
    {
        FieldData data = cursor.Data;
        data.Begin();
        data.BeginEvent();
        data.Walk(cursor.Head.Class.EventHeader, start);
        int bits = data.HasRole(FieldRole.Timestamp) ? data.RoleNodes[(int)FieldRole.Timestamp]!.Size : 64;
        return bits < 64 && cursor.Cycles - _clock >= 1UL << bits;
    }

    private void Divide(StreamCursor cursor)
    {
        if (!_canDivide)
        {
            throw CannotDivide(cursor);
        }

        Close(_clock);
        Open(cursor.Head, 0, cursor.Cycles);
    }

    private static TraceFormatException CannotDivide(StreamCursor cursor) => new(new TraceProblem(
        cursor.File.Path,
        cursor.Head.Number,
        cursor.Head.Offset,
        "expected packets that say when they begin and how large they are, so that events can be left out",
        "none"));

    private void Open(PacketHead head, ulong lostPackets, ulong begin)
    {
        _numbering.Next(head, lostPackets);
        _isOpen = true;
        _sourceNumber = head.Number;
        _sourceEnd = head.End;
        _clock = begin;
        _packet.Write(head.Data.Buffer.AsSpan(0, (head.EventStartBits + 7) >> 3));
        if (head.EventStartBits % 8 != 0)
        {
            throw new TraceFormatException(new TraceProblem(head.File.Path, head.Number, head.Offset, "expected a packet context of whole bytes", $"{head.EventStartBits} bits"));
        }

        Array.Clear(_fields);
        foreach (FieldNode node in head.Class.PacketContext.Children.Where(static node => FieldRoles.IsReaders(node.Role)))
        {
            _fields[(int)node.Role] = (head.Data.Slots[node.Slot] + node.SlotOffset, node);
        }

        Put(FieldRole.TimestampBegin, begin);
        Put(FieldRole.SequenceNumber, _numbering.Current);
    }

    private void Close(ulong end)
    {
        int content = _packet.Position;
        _packet.Align(8);
        Put(FieldRole.ContentSize, (ulong)content);
        Put(FieldRole.PacketSize, (ulong)_packet.Position);
        _clock = Math.Max(end, _clock);
        Put(FieldRole.TimestampEnd, _clock);
        _file.Write(_packet.Written);
        _packet.Clear();
        _isOpen = false;
        Packets++;
    }

    private void Put(FieldRole role, ulong value)
    {
        if (_fields[(int)role] is { Node: FieldNode node, Position: var position })
        {
            _packet.Put(position, value, node.Size, node.IsBigEndian);
        }
    }
}
