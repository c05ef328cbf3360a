namespace Tracing.Runtime.Output;

/// <summary>A trace, or a chunk of one, as a folder: the file <c>metadata</c> and a file a stream.</summary>
internal sealed class FolderOutput : ITraceOutput
{
    /// <summary>What makes a folder a trace.</summary>
    public const string MetadataName = "metadata";

    private readonly AppendedFile _metadata;
    private readonly List<AppendedFile> _streams = [];
    private string _folder;

    /// <summary>Makes the folder, or takes an empty one.</summary>
    /// <exception cref="IOException">It is not empty, or cannot be made.</exception>
    public FolderOutput(string folder)
    {
        _folder = folder;
        try
        {
            if (IsFree(folder))
            {
                _metadata = new AppendedFile(Path.Combine(folder, MetadataName));
                return;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CannotBegin(exception);
        }

        throw new IOException(
            $"The output folder '{folder}' is not empty. A trace needs a folder of its own: name another one, or delete what is in this one.");
    }

    private FolderOutput(string folder, AppendedFile metadata)
    {
        _folder = folder;
        _metadata = metadata;
    }

    /// <summary>Goes on with a trace whose process died. Its metadata may have been cut short, so it is written anew.</summary>
    /// <exception cref="IOException">The folder is not there, or cannot be written to.</exception>
    public static FolderOutput Reopen(string folder, ReadOnlySpan<byte> metadata)
    {
        var file = new AppendedFile(Path.Combine(folder, MetadataName), 0);
        file.Append(metadata.ToArray(), default);
        return new FolderOutput(folder, file);
    }

    public ulong Chunk { get; set; }

    // The metadata's part may be another thread's, and a moment old.
    public long Length => _metadata.Length + StreamLength;

    public long StreamLength => _streams.Sum(static stream => stream.Length);

    /// <summary>Where a stream's file is, or would be.</summary>
    public string PathOf(string stream) => Path.Combine(_folder, stream);

    public void AppendMetadata(ReadOnlySpan<byte> text)
    {
        try
        {
            _metadata.Append(text.ToArray(), default);
        }
        catch (Exception exception) when (_metadata.Length == 0 && exception is IOException or UnauthorizedAccessException)
        {
            throw CannotBegin(exception);
        }
    }

    /// <summary>Writes the metadata anew.</summary>
    public void ReplaceMetadata(ReadOnlySpan<byte> text)
    {
        _metadata.CutTo(0);
        AppendMetadata(text);
    }

    /// <summary>Takes back what was appended to a stream after it had this length.</summary>
    public void CutStream(string name, long length) => _streams.Find(stream => stream.Name == name)?.CutTo(length);

    public IStreamOutput OpenStream(string name, long length) => Keep(new AppendedFile(Path.Combine(_folder, name), length));

    public IStreamOutput CreateStream(string name) => Keep(new AppendedFile(Path.Combine(_folder, name)));

    public void MoveTo(string folder)
    {
        if (!IsFree(folder))
        {
            throw new IOException($"The chunk's folder '{folder}' is not empty. Delete what is in it.");
        }

        // What makes the folder a trace comes last.
        AppendedFile[] files = [.. _streams, _metadata];
        int moved = 0;
        try
        {
            for (; moved < files.Length; moved++)
            {
                files[moved].MoveTo(folder);
            }
        }
        catch
        {
            while (moved-- > 0)
            {
                files[moved].MoveTo(_folder);
            }

            RemoveIfEmpty(folder);
            throw;
        }

        // If somebody deleted everything meanwhile.
        RemoveIfEmpty(folder);
        _folder = folder;
    }

    public void Dispose()
    {
        _streams.ForEach(static stream => stream.Dispose());
        _metadata.Dispose();
        if (_metadata.Length == 0)
        {
            // Without a description there is no trace, and the folder is left free for the next try.
            _metadata.Delete();
        }
    }

    public void Delete()
    {
        // What makes the folder a trace goes first.
        _metadata.Delete();
        _streams.ForEach(static stream => stream.Delete());
        RemoveIfEmpty(_folder);
    }

    /// <summary>Removes a folder if it is there and nothing is in it.</summary>
    public static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody's files are in it, or it is gone.
        }
    }

    private AppendedFile Keep(AppendedFile stream)
    {
        _streams.Add(stream);
        return stream;
    }

    private static bool IsFree(string folder)
    {
        Directory.CreateDirectory(folder);
        return !Directory.EnumerateFileSystemEntries(folder).Any();
    }

    private IOException CannotBegin(Exception reason) => new(
        $"The output folder '{_folder}' cannot be made or written to: {reason.Message.TrimEnd('.')}. Name a folder that this user may write to, with room for the trace.", reason);
}
