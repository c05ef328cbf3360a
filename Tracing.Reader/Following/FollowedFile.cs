using Tracing.Reader.Merging;
using Tracing.Reader.Packets;

namespace Tracing.Reader.Following;

/// <summary>A stream file that is being written.</summary>
internal sealed class FollowedFile
{
    private readonly StreamSource _source;
    private readonly FileSource _bytes;

    // Goes ahead over the heads of the packets; the other one is the cursor's.
    private readonly StreamFile _scout;
    private readonly PacketHead _head = new();

    public FollowedFile(StreamSource source, FileSource bytes)
    {
        _source = source;
        _bytes = bytes;
        _scout = Open(source.Trace);
        File = Open(source.Trace);
    }

    /// <summary>The file as the stream's cursor reads it; closes the file for both.</summary>
    public StreamFile File { get; }

    /// <summary>Whether the stream that it belongs to is known.</summary>
    public bool HasStream { get; set; }

    /// <summary>Path below the folder that was opened.</summary>
    public string RelativePath => _source.RelativePath;

    /// <summary>Takes notice of more metadata.</summary>
    public void Describe(TraceDescription trace)
    {
        _scout.Trace = trace;
        File.Trace = trace;
    }

    /// <summary>Looks at the packets that are new.</summary>
    /// <param name="length">Bytes of the file.</param>
    /// <param name="lag">Gets the packets' ends.</param>
    /// <returns>Whether there are any.</returns>
    public bool Look(long length, LagWindow lag)
    {
        _bytes.GrowTo(length);
        bool isNew = false;
        for (HeadResult result; (result = _scout.ReadHead(_head)) != HeadResult.End; isNew = true)
        {
            if (result == HeadResult.Packet)
            {
                lag.See(_head.EndTime);
            }
        }

        return isNew;
    }

    /// <summary>The head of its first packet, or null while there is none.</summary>
    public PacketHead? FirstHead() => TraceFolders.FirstHead(Open(_scout.Trace));

    /// <summary>Says that nothing will come any more.</summary>
    public void Complete()
    {
        File.IsGrowing = false;
        _scout.IsGrowing = false;
    }

    private StreamFile Open(TraceDescription trace) => new(trace, _source.FullPath, _source.RelativePath, _bytes) { IsGrowing = true };
}
