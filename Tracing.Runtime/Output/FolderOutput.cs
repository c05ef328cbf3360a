namespace Tracing.Runtime.Output;

/// <summary>A trace as a folder: the file <c>metadata</c> and a file a stream.</summary>
internal sealed class FolderOutput : ITraceOutput
{
    private readonly string _folder;
    private readonly AppendedFile _metadata;

    /// <summary>Makes the folder, or takes an empty one.</summary>
    /// <exception cref="IOException">It is not empty, or cannot be made.</exception>
    public FolderOutput(string folder)
    {
        _folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                _metadata = new AppendedFile(MetadataPath);
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
        var file = new AppendedFile(Path.Combine(folder, "metadata"), 0);
        file.Append(metadata.ToArray(), default);
        return new FolderOutput(folder, file);
    }

    /// <summary>Where a stream's file is, or would be.</summary>
    public string PathOf(string stream) => Path.Combine(_folder, stream);

    private string MetadataPath => Path.Combine(_folder, "metadata");

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

    public IStreamOutput OpenStream(string name, long length) => new AppendedFile(Path.Combine(_folder, name), length);

    public IStreamOutput CreateStream(string name) => new AppendedFile(Path.Combine(_folder, name));

    public void Dispose()
    {
        _metadata.Dispose();
        if (_metadata.Length > 0)
        {
            return;
        }

        try
        {
            // Without a description there is no trace, and the folder is left free for the next try.
            File.Delete(MetadataPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder is gone, or no longer this user's: there is nothing to tidy up.
        }
    }

    private IOException CannotBegin(Exception reason) => new(
        $"The output folder '{_folder}' cannot be made or written to: {reason.Message.TrimEnd('.')}. Name a folder that this user may write to, with room for the trace.", reason);
}
