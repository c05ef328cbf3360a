using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tracing.Reader.Merging;
using Tracing.Reader.Rendering;

namespace Tracing.Reader;

/// <summary>An item of a trace: an event, a loss, or a problem.</summary>
/// <remarks>
/// It looks at what the enumeration decoded last and is valid until that goes on; used later it throws. It belongs to the
/// enumeration's thread.
/// </remarks>
public readonly struct TraceEvent
{
    private readonly StreamCursor _cursor;
    private readonly uint _sequence;

    internal TraceEvent(StreamCursor cursor)
    {
        _cursor = cursor;
        _sequence = cursor.Sequence;
    }

    /// <summary>What it is.</summary>
    public TraceItemKind Kind => Cursor.Kind;

    /// <summary>The event's name, or what else the item is in words.</summary>
    public string Name => Kind switch
    {
        TraceItemKind.Event => Cursor.Class!.Name,
        TraceItemKind.LostEvents => "lost events",
        TraceItemKind.LostPackets => "lost packets",
        _ => "problem",
    };

    /// <summary>The kind of event; null for other items.</summary>
    public TraceEventClass? Class => Cursor.Class;

    /// <summary>Whether its time is known.</summary>
    public bool HasTimestamp => Cursor.HasTime;

    /// <summary>When it was, in ns since the clock's origin (1970 with an absolute clock); 0 if that is not known.</summary>
    public long Timestamp => Cursor.HasTime ? Cursor.Time : 0;

    /// <summary>The clock's value; 0 if the event has no timestamp.</summary>
    public ulong Cycles => Cursor.HasTime && Kind == TraceItemKind.Event ? Cursor.Cycles : 0;

    /// <summary>When it was, cut to 100 ns, taking the clock's origin for 1970-01-01T00:00:00Z.</summary>
    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddTicks(Math.DivRem(Timestamp, TimeSpan.NanosecondsPerTick) is var (ticks, rest) && rest < 0 ? ticks - 1 : ticks);

    /// <summary>The stream.</summary>
    public TraceStream Stream => Cursor.Stream;

    /// <summary>The packet; null for a problem before any packet.</summary>
    public TracePacket? Packet => Cursor.HasPacket ? new TracePacket(Cursor.Head) : null;

    /// <summary>Bits of the event's record, its header and the padding in front of it included; 0 for other items.</summary>
    public int RecordSizeBits => Kind == TraceItemKind.Event ? _cursor.RecordEnd - _cursor.RecordStart : 0;

    /// <summary>How many events or packets were lost.</summary>
    public ulong LostCount => Kind is TraceItemKind.LostEvents or TraceItemKind.LostPackets ? Cursor.Count : 0;

    /// <summary>Since when they were lost, in ns; null if that is not known.</summary>
    public long? LostFrom => Kind == TraceItemKind.Event || Cursor.RangeBegin == long.MinValue ? null : Cursor.RangeBegin;

    /// <summary>Until when they were lost, in ns; null if that is not known.</summary>
    public long? LostTo => Kind == TraceItemKind.Event || Cursor.RangeEnd == long.MinValue ? null : Cursor.RangeEnd;

    /// <summary>What is wrong; null for other items.</summary>
    public TraceProblem? Problem => Kind == TraceItemKind.Problem ? Cursor.Problem : null;

    /// <summary>The event's own fields.</summary>
    public FieldList Fields => Cursor.Class is { } @class ? new FieldList(_cursor.Data, @class.Payload.Children) : default;

    /// <summary>The context of this kind of event.</summary>
    public FieldList SpecificContext => Cursor.Class is { } @class ? new FieldList(_cursor.Data, @class.SpecificContext.Children) : default;

    /// <summary>The context that each event of the stream has.</summary>
    public FieldList CommonContext => Kind == TraceItemKind.Event ? new FieldList(_cursor.Data, _cursor.Head.Class.CommonContext.Children) : default;

    /// <summary>The context of the packet, without the fields that only serve the reader.</summary>
    public FieldList PacketContext => Kind == TraceItemKind.Event ? new FieldList(_cursor.Head.Data, _cursor.Head.Class.VisiblePacketContext) : default;

    /// <summary>One of the event's own fields by its place.</summary>
    /// <param name="index">From 0.</param>
    public FieldValue this[int index] => Fields[index];

    /// <summary>A field by its name: of the event, else of its contexts.</summary>
    /// <param name="name">The name without leading underscore.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public FieldValue this[string name] => TryGetField(name, out FieldValue value)
        ? value
        : throw new KeyNotFoundException($"There is no field '{name}' in '{Name}'.");

    /// <summary>Looks for a field of the event, else of its own, the stream's and the packet's context.</summary>
    /// <param name="name">The name without leading underscore.</param>
    /// <param name="value">The field, if there is one.</param>
    public bool TryGetField(string name, out FieldValue value) =>
        Fields.TryGet(name, out value) || SpecificContext.TryGet(name, out value)
        || CommonContext.TryGet(name, out value) || PacketContext.TryGet(name, out value);

    /// <summary>An integer field.</summary>
    /// <param name="name">Its name.</param>
    public long GetInt64(string name) => this[name].AsInt64();

    /// <summary>An integer field.</summary>
    /// <param name="name">Its name.</param>
    public ulong GetUInt64(string name) => this[name].AsUInt64();

    /// <summary>A number.</summary>
    /// <param name="name">Its name.</param>
    public double GetDouble(string name) => this[name].AsDouble();

    /// <summary>A text.</summary>
    /// <param name="name">Its name.</param>
    public string GetString(string name) => this[name].AsString();

    /// <summary>A marker's sentence with the fields filled in; null for all others.</summary>
    public string? Message => Class?.Sentence is null ? null : TextRenderer.MessageOf(this);

    /// <summary>Writes one line without its end: the name and the fields, or a marker's sentence. UTF-8; allocates nothing,
    /// unless a sentence aligns something other than text.</summary>
    /// <param name="destination">Where to.</param>
    public void WriteText(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        TextRenderer.Write(this, destination);
    }

    /// <summary>Writes one line without its end.</summary>
    /// <param name="destination">Where to.</param>
    public void WriteText(TextWriter destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.Write(ToString());
    }

    /// <summary>Writes a JSON object with everything that the event has; docs/reader.md describes the form.</summary>
    /// <param name="destination">Where to.</param>
    public void WriteJson(Utf8JsonWriter destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        JsonRenderer.Write(this, destination);
    }

    /// <summary>One line: the name and the fields, or a marker's sentence.</summary>
    public override string ToString() => TextRenderer.ToString(this);

    internal StreamCursor Cursor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_cursor.Sequence != _sequence)
            {
                ThrowStale();
            }

            return _cursor;
        }
    }

    private static void ThrowStale() => throw new InvalidOperationException("The enumeration has gone on; an event is only valid until then.");
}
