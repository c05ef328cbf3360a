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
            if (Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new IOException(
                    $"The output folder '{folder}' is not empty. A trace needs a folder of its own: name another one, or delete what is in this one.");
            }

            _metadata = new AppendedFile(Path.Combine(folder, "metadata"));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or ArgumentException or NotSupportedException
            || (exception is IOException && !exception.Message.StartsWith("The output folder", StringComparison.Ordinal)))
        {
            throw new IOException($"The output folder '{folder}' cannot be made or written to: {exception.Message} Name a folder that this user may write to.", exception);
        }
    }

    public void AppendMetadata(ReadOnlySpan<byte> text) => _metadata.Append(text.ToArray(), default);

    public IStreamOutput CreateStream(string name) => new AppendedFile(Path.Combine(_folder, name));

    public void Dispose() => _metadata.Dispose();
}
