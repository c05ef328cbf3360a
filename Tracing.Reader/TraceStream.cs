using System.Diagnostics.CodeAnalysis;

namespace Tracing.Reader;

/// <summary>A sequence of packets of one ring buffer: mostly one file, several where the tracer began new ones.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "Stream is the field's word for it, and no System.IO.Stream is near.")]
public sealed class TraceStream
{
    internal TraceStream(TraceDescription trace, string path, ulong classId, ulong? instanceId, int index)
    {
        Trace = trace;
        Path = path;
        ClassId = classId;
        InstanceId = instanceId;
        Index = index;
    }

    /// <summary>The trace; of streams that go on in several folders, the first.</summary>
    public TraceDescription Trace { get; }

    /// <summary>Path of its first file below the folder that was opened, with <c>/</c> between names.</summary>
    public string Path { get; }

    /// <summary>The number of the stream class (channel).</summary>
    public ulong ClassId { get; }

    /// <summary>The number of the ring in the trace, or null.</summary>
    public ulong? InstanceId { get; }

    /// <summary>Its place among all streams that were opened, from 0.</summary>
    public int Index { get; }

    internal List<StreamSource> Sources { get; } = [];
}

/// <summary>A file of a stream.</summary>
internal readonly record struct StreamSource(TraceDescription Trace, string FullPath, string RelativePath);
