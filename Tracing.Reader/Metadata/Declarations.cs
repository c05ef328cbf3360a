namespace Tracing.Reader.Metadata;

/// <summary>All that a metadata file declares.</summary>
internal sealed class TraceDeclaration
{
    public bool IsBigEndian { get; set; }

    public Guid? Uuid { get; set; }

    public FieldType? PacketHeader { get; set; }

    public bool HasTraceBlock { get; set; }

    public List<KeyValuePair<string, object>> Environment { get; } = [];

    public Dictionary<string, TraceClock> Clocks { get; } = new(StringComparer.Ordinal);

    public List<StreamDeclaration> Streams { get; } = [];

    public List<EventDeclaration> Events { get; } = [];
}

/// <summary>A <c>stream</c> block.</summary>
internal sealed class StreamDeclaration
{
    public ulong? Id { get; set; }

    public FieldType? PacketContext { get; set; }

    public FieldType? EventHeader { get; set; }

    public FieldType? EventContext { get; set; }

    public int Line { get; init; }
}

/// <summary>An <c>event</c> block.</summary>
internal sealed class EventDeclaration
{
    public string? Name { get; set; }

    public ulong? Id { get; set; }

    public ulong? StreamId { get; set; }

    public int? LogLevel { get; set; }

    public string? EmfUri { get; set; }

    public string? SourceFile { get; init; }

    public int SourceLine { get; init; }

    public FieldType? Context { get; set; }

    public FieldType? Fields { get; set; }

    public int Line { get; init; }
}
