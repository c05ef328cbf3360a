using Tracing.Reader.Metadata;
using Tracing.Reader.Packets;

namespace Tracing.Reader.Merging;

/// <summary>Finds the traces below a folder and puts their files together to streams.</summary>
internal sealed class TraceFolders
{
    /// <summary>Folders below each other; links could make it endless.</summary>
    private const int MaxDepth = 32;

    private readonly string _root;
    private readonly Dictionary<(object Trace, ulong Class, ulong Instance), TraceStream> _byInstance = [];

    private TraceFolders(string root) => _root = root;

    public List<TraceDescription> Traces { get; } = [];

    public List<TraceStream> Streams { get; } = [];

    public List<TraceProblem> Problems { get; } = [];

    /// <summary>Looks below a folder.</summary>
    /// <param name="path">A trace's folder or one with traces somewhere below it.</param>
    public static TraceFolders Find(string path)
    {
        var found = new TraceFolders(path);
        found.Search(path, "", MaxDepth);
        return found;
    }

    private void Search(string folder, string relative, int depth)
    {
        string[] folders;
        try
        {
            if (File.Exists(Path.Combine(folder, MetadataFile.FileName)))
            {
                AddTrace(folder, relative);
                return;
            }

            folders = depth > 0 ? Directory.GetDirectories(folder) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problems.Add(new TraceProblem(folder, -1, -1, "expected a readable folder", exception.Message));
            return;
        }

        Array.Sort(folders, StringComparer.Ordinal);
        foreach (string child in folders)
        {
            string name = Path.GetFileName(child);
            if (!name.StartsWith('.'))
            {
                Search(child, Join(relative, name), depth - 1);
            }
        }
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

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
        string[] files = Directory.GetFiles(folder);
        Array.Sort(files, StringComparer.Ordinal);
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            if (name != MetadataFile.FileName && !name.StartsWith('.') && new FileInfo(file).Length > 0)
            {
                AddFile(trace, new StreamSource(trace, file, Join(relative, name)));
            }
        }
    }

    /// <summary>Files whose first packets name the same stream of the same trace are one stream.</summary>
    private void AddFile(TraceDescription trace, StreamSource source)
    {
        var head = new PacketHead();
        using StreamFile? file = StreamFile.TryOpen(trace, source.FullPath, source.RelativePath, out TraceProblem? problem);
        bool isPacket = false;
        if (file is not null)
        {
            // What is wrong is told when the stream is read; a class is looked for here. A few packets are enough for it.
            for (int tries = 0; tries < 4 && !isPacket; tries++)
            {
                HeadResult result = file.ReadHead(head);
                isPacket = result == HeadResult.Packet;
                if (result == HeadResult.End)
                {
                    break;
                }
            }
        }
        else
        {
            Problems.Add(problem!);
            return;
        }

        ulong classId = isPacket ? head.Class.Id : 0;
        ulong? instance = isPacket && head.HasInstanceId ? head.InstanceId : null;
        if (instance is not null)
        {
            object owner = trace.Uuid is Guid uuid ? uuid : trace;
            if (_byInstance.TryGetValue((owner, classId, instance.Value), out TraceStream? stream))
            {
                stream.Sources.Add(source);
                return;
            }

            stream = AddStream(trace, source, classId, instance);
            _byInstance.Add((owner, classId, instance.Value), stream);
            return;
        }

        AddStream(trace, source, classId, instance);
    }

    private TraceStream AddStream(TraceDescription trace, StreamSource source, ulong classId, ulong? instance)
    {
        var stream = new TraceStream(trace, source.RelativePath, classId, instance, Streams.Count);
        stream.Sources.Add(source);
        Streams.Add(stream);
        return stream;
    }
}
