using Tracing.Reader.Metadata;

namespace Tracing.Reader;

/// <remarks>The metadata as text.</remarks>
public sealed partial class TraceReader
{
    /// <summary>Reads a trace's metadata: the TSDL text, also out of metadata packets.</summary>
    /// <param name="folder">The folder with the file <c>metadata</c>.</param>
    /// <exception cref="TraceFormatException">It cannot be read or is no CTF 1.8 metadata.</exception>
    public static string ReadMetadata(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return MetadataFile.Read(System.IO.Path.Combine(folder, MetadataFile.FileName));
    }
}
