using Tracing.Reader.Merging;
using Tracing.Reader.Packets;

namespace Tracing.Reader.Following;

/// <summary>
/// Looks again and again at a folder with traces: at metadata, stream files and whole folders that have been added or have grown.
/// </summary>
/// <remarks>
/// A tracer writes what describes an event before the event, so a look goes the other way round: first the sizes of the stream
/// files, then the metadata, then the packets up to those sizes.
/// </remarks>
internal sealed class FollowedFolder(string root, TraceWalk walk, LagWindow lag) : IDisposable
{
    private readonly Dictionary<string, FollowedTrace> _traces = new(StringComparer.Ordinal);
    private readonly Dictionary<TraceStream, StreamCursor> _cursors = [];
    private readonly HashSet<TraceProblem> _told = [];
    private readonly StreamTable _table = new();
    private bool _isComplete;

    public IReadOnlyList<TraceStream> Streams => _table.Streams;

    public IEnumerable<TraceDescription> Traces =>
        _traces.Values.Select(static trace => trace.Description).Where(static description => description is not null)!;

    /// <summary>Looks at everything.</summary>
    /// <returns>Whether there is anything new.</returns>
    public bool Look()
    {
        if (_isComplete)
        {
            return false;
        }

        var problems = new List<TraceProblem>();
        bool isNew = false;
        foreach ((string folder, string relative) in FolderSearch.FindTraces(root, problems))
        {
            if (!_traces.TryGetValue(folder, out FollowedTrace? trace))
            {
                _traces.Add(folder, trace = new FollowedTrace(folder, relative));
            }

            isNew |= Look(trace, problems);
        }

        // What stays wrong is told once.
        problems.RemoveAll(problem => !_told.Add(problem));
        walk.Tell(problems);
        return isNew | problems.Count > 0;
    }

    /// <summary>Looks a last time: what is not whole now is a fault.</summary>
    public void Complete()
    {
        Look();
        _isComplete = true;
        foreach (FollowedTrace trace in _traces.Values)
        {
            if (trace.TakeFailure(isComplete: true) is TraceProblem failure)
            {
                walk.Tell([failure]);
            }

            foreach (FollowedFile file in trace.Files.Values)
            {
                file.Complete();
                if (!file.HasStream)
                {
                    Register(trace, file, file.FirstHead());
                }
            }
        }
    }

    /// <summary>Closes the files that no stream has taken over.</summary>
    public void Dispose()
    {
        foreach (FollowedFile file in _traces.Values.SelectMany(static trace => trace.Files.Values).Where(static file => !file.HasStream))
        {
            file.File.Dispose();
        }
    }

    private bool Look(FollowedTrace trace, List<TraceProblem> problems)
    {
        List<(string Path, string Name, long Length)> files;
        try
        {
            files = FolderSearch.FindStreams(trace.Folder);
        }
        catch (DirectoryNotFoundException)
        {
            // An old chunk that was deleted meanwhile.
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new TraceProblem(trace.Folder, -1, -1, "expected a readable folder", exception.Message));
            return false;
        }

        if (!trace.TryDescribe())
        {
            if (trace.TakeFailure(isComplete: false) is TraceProblem failure)
            {
                problems.Add(failure);
            }

            return false;
        }

        bool isNew = false;
        foreach ((string path, string name, long length) in files)
        {
            if (!trace.Files.TryGetValue(name, out FollowedFile? file))
            {
                FileSource? bytes = FileSource.TryOpen(path, out TraceProblem? problem);
                if (bytes is null)
                {
                    problems.Add(problem!);
                    continue;
                }

                var source = new StreamSource(trace.Description!, path, FolderSearch.Join(trace.Relative, name));
                trace.Files.Add(name, file = new FollowedFile(source, bytes));
            }

            isNew |= file.Look(length, lag);
            if (!file.HasStream && file.FirstHead() is PacketHead head)
            {
                Register(trace, file, head);
            }
        }

        return isNew;
    }

    private void Register(FollowedTrace trace, FollowedFile file, PacketHead? head)
    {
        TraceStream stream = _table.Find(trace.Description!, file.RelativePath, head);
        if (!_cursors.TryGetValue(stream, out StreamCursor? cursor))
        {
            _cursors.Add(stream, cursor = walk.Add(stream));
        }

        file.HasStream = true;
        cursor.Add(file.File);
    }
}
