using Tracing.Reader.Metadata;
using Tracing.Reader.Packets;

namespace Tracing.Reader.Merging;

/// <summary>Finds the traces below a folder and puts their files together to streams.</summary>
internal sealed class TraceFolders
{
    /// <summary>Packets of a file that are looked at for its stream: what is wrong with them is told when the stream is read.</summary>
    private const int TriedPackets = 4;

    private readonly StreamTable _table = new();

    private TraceFolders()
    {
    }

    public List<TraceDescription> Traces { get; } = [];

    public List<TraceStream> Streams => _table.Streams;

    public List<TraceProblem> Problems { get; } = [];

    /// <summary>Looks below a folder.</summary>
    /// <param name="path">A trace's folder or one with traces somewhere below it.</param>
    public static TraceFolders Find(string path)
    {
        var found = new TraceFolders();
        foreach ((string folder, string relative) in FolderSearch.FindTraces(path, found.Problems))
        {
            found.AddTrace(folder, relative);
        }

        return found;
    }

    /// <summary>The head of one of a file's first packets, or null.</summary>
    public static PacketHead? FirstHead(StreamFile file)
    {
        var head = new PacketHead();
        for (int tries = 0; tries < TriedPackets; tries++)
        {
            switch (file.ReadHead(head))
            {
                case HeadResult.Packet:
                    return head;
                case HeadResult.End:
                    return null;
            }
        }

        return null;
    }

    private void AddTrace(string folder, string relative)
    {
        TraceDescription trace;
        try
        {
            trace = TraceCompiler.Compile(folder, relative);
        }
        catch (TraceFormatException exception)
        {
            Problems.Add(exception.Problem);
            return;
        }

        Traces.Add(trace);
        foreach ((string path, string name, _) in FolderSearch.FindStreams(folder))
        {
            AddFile(trace, new StreamSource(trace, path, FolderSearch.Join(relative, name)));
        }
    }

    private void AddFile(TraceDescription trace, StreamSource source)
    {
        using StreamFile? file = StreamFile.TryOpen(trace, source.FullPath, source.RelativePath, out TraceProblem? problem);
        if (file is null)
        {
            Problems.Add(problem!);
            return;
        }

        _table.Find(trace, source.RelativePath, FirstHead(file)).Sources.Add(source);
    }
}
