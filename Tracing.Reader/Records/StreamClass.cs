namespace Tracing.Reader.Records;

/// <summary>All that decoding needs to know of a stream class.</summary>
internal sealed class StreamClass
{
    /// <summary>Ids below are looked up in an array.</summary>
    private const int DirectIds = 4096;

    private readonly Dictionary<ulong, TraceEventClass> _events = [];
    private TraceEventClass?[] _direct = [];

    public required ulong Id { get; init; }

    public required FieldNode PacketContext { get; init; }

    public required FieldNode EventHeader { get; init; }

    public required FieldNode CommonContext { get; init; }

    public required bool HasPacketContext { get; init; }

    public required bool HasCommonContext { get; init; }

    public RecordPlan PacketContextPlan { get; set; } = null!;

    public HeaderForm HeaderForm { get; set; } = HeaderForm.General;

    public bool HeaderHasId { get; set; }

    /// <summary>The clock of its timestamps, or null.</summary>
    public TraceClock? Clock { get; set; }

    /// <summary>Registers and slots that decoding any of its events takes.</summary>
    public int RegisterCount { get; set; }

    public int SlotCount { get; set; }

    /// <summary>The packet context's fields that are context of the events.</summary>
    public FieldNode[] VisiblePacketContext { get; set; } = [];

    public IReadOnlyCollection<TraceEventClass> Events => _events.Values;

    /// <summary>The event classes of small ids, by id.</summary>
    public TraceEventClass?[] DirectEvents => _direct;

    /// <summary>Adds an event class; false if its id is taken.</summary>
    public bool TryAdd(TraceEventClass added)
    {
        if (!_events.TryAdd(added.Id, added))
        {
            return false;
        }

        if (added.Id < DirectIds)
        {
            if ((int)added.Id >= _direct.Length)
            {
                Array.Resize(ref _direct, Math.Min(DirectIds, Math.Max((int)added.Id + 1, _direct.Length * 2)));
            }

            _direct[added.Id] = added;
        }

        return true;
    }

    /// <summary>The event class with an id, or null.</summary>
    public TraceEventClass? Find(ulong id) => id < (ulong)_direct.Length ? _direct[id] : _events.GetValueOrDefault(id);
}
