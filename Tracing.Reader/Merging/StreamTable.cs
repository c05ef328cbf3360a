using Tracing.Reader.Packets;

namespace Tracing.Reader.Merging;

/// <summary>The streams that have been found. Files whose packets name the same stream of the same trace are one stream.</summary>
internal sealed class StreamTable
{
    private readonly Dictionary<(object Trace, ulong Class, ulong Instance), TraceStream> _byInstance = [];

    public List<TraceStream> Streams { get; } = [];

    /// <summary>The stream of a file or of packets; a new one if there is none yet.</summary>
    /// <param name="trace">The trace; several of one uuid are parts of one.</param>
    /// <param name="path">The file below the folder that was opened.</param>
    /// <param name="head">The head of a packet of it, or null if none could be read.</param>
    public TraceStream Find(TraceDescription trace, string path, PacketHead? head)
    {
        ulong classId = head?.Class.Id ?? 0;
        ulong? instance = head is { HasInstanceId: true } ? head.InstanceId : null;
        if (instance is null)
        {
            return Add(trace, path, classId, null);
        }

        object owner = trace.Uuid is Guid uuid ? uuid : trace.Path;
        if (!_byInstance.TryGetValue((owner, classId, instance.Value), out TraceStream? stream))
        {
            stream = Add(trace, path, classId, instance);
            _byInstance.Add((owner, classId, instance.Value), stream);
        }

        return stream;
    }

    private TraceStream Add(TraceDescription trace, string path, ulong classId, ulong? instance)
    {
        var stream = new TraceStream(trace, path, classId, instance, Streams.Count);
        Streams.Add(stream);
        return stream;
    }
}
