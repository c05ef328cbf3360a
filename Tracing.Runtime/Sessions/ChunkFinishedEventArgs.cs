namespace Tracing.Runtime;

/// <summary>A chunk of a trace, or a whole trace, that nothing is added to any more.</summary>
/// <param name="folder">Its folder, as an absolute path.</param>
/// <param name="chunk">Its number, from 1; 0 for a trace that never rotated.</param>
/// <param name="size">Bytes of its files.</param>
public sealed class ChunkFinishedEventArgs(string folder, long chunk, long size) : EventArgs
{
    /// <summary>Its folder, as an absolute path.</summary>
    public string Folder { get; } = folder;

    /// <summary>Its number, from 1; 0 for a trace that never rotated.</summary>
    public long Chunk { get; } = chunk;

    /// <summary>Bytes of its files, metadata included.</summary>
    public long Size { get; } = size;
}
