using Tracing.Reader.Metadata;

namespace Tracing.Reader.Following;

/// <summary>A trace's folder that is being written.</summary>
internal sealed class FollowedTrace(string folder, string relative)
{
    private long _metadataLength = -1;
    private long _failedLength = -1;
    private bool _hasFailedTwice;
    private TraceProblem? _failure;

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The folder below the one that was opened.</summary>
    public string Relative => relative;

    /// <summary>What its metadata says; null while it cannot be read.</summary>
    public TraceDescription? Description { get; private set; }

    /// <summary>Its stream files, by name.</summary>
    public Dictionary<string, FollowedFile> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the metadata; each fault is told once.</summary>
    /// <param name="isComplete">Whether nothing will be added that could make it whole.</param>
    public TraceProblem? TakeFailure(bool isComplete)
    {
        // The first time a block may just be half written.
        TraceProblem? failure = isComplete || _hasFailedTwice ? _failure : null;
        _failure = failure is null ? _failure : null;
        return failure;
    }

    /// <summary>Reads the metadata if it has grown.</summary>
    /// <returns>Whether it can be read as it is now, so that the streams' packets have what they need.</returns>
    public bool TryDescribe()
    {
        long length = MetadataLength();
        if (length == _metadataLength)
        {
            return true;
        }

        if (length == 0)
        {
            // Some tracers create the file long before they write to it.
            _failure = new TraceProblem(Path.Combine(folder, MetadataFile.FileName), -1, 0, "expected TSDL text", "an empty file");
            return false;
        }

        if (length == _failedLength)
        {
            _hasFailedTwice = true;
            return false;
        }

        try
        {
            Description = TraceCompiler.Compile(folder, relative);
        }
        catch (TraceFormatException exception)
        {
            _failedLength = length;
            _hasFailedTwice = false;
            _failure = exception.Problem;
            return false;
        }

        _metadataLength = length;
        _failure = null;
        foreach (FollowedFile file in Files.Values)
        {
            file.Describe(Description);
        }

        return true;
    }

    private long MetadataLength()
    {
        var file = new FileInfo(Path.Combine(folder, MetadataFile.FileName));
        return file.Exists ? file.Length : 0;
    }
}
