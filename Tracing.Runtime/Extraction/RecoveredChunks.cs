using System.Globalization;
using Tracing.Format;
using Tracing.Runtime.Output;

namespace Tracing.Runtime.Extraction;

/// <summary>The folders of a trace whose process died: one, or one for each chunk. Brings them to where the process was about to bring them.</summary>
internal sealed class RecoveredChunks(string root, SessionRemains remains)
{
    /// <summary>Goes on with the chunk that the process had begun last, which it may not have come to make.</summary>
    /// <exception cref="IOException">A folder is not there, or cannot be written to.</exception>
    public FolderOutput Reopen()
    {
        string folder = FolderOf(remains.Chunk);
        if (remains.Chunk > 0)
        {
            FinishFirstMove();
            Directory.CreateDirectory(folder);
        }

        FolderOutput output = FolderOutput.Reopen(folder, remains.Metadata);
        output.Chunk = remains.Chunk;
        return output;
    }

    /// <summary>Whether the last chunk has all metadata, or is gone and needs none, and the first one is where it belongs.</summary>
    public bool IsDescribed
    {
        get
        {
            var metadata = new FileInfo(Path.Combine(FolderOf(remains.Chunk), FolderOutput.MetadataName));
            return (metadata.Exists ? metadata.Length == remains.Metadata.Length : !Directory.Exists(metadata.DirectoryName))
                && (remains.Chunk == 0 || !File.Exists(Path.Combine(root, FolderOutput.MetadataName)));
        }
    }

    /// <summary>Cuts a stream's file back to its last whole packet.</summary>
    /// <param name="name">The stream.</param>
    /// <param name="traceId">The trace.</param>
    /// <param name="state">How far it came.</param>
    /// <returns>The state to go on with.</returns>
    /// <exception cref="IOException">In the last chunk the file is shorter than that.</exception>
    public ConsumerState CutBack(string name, Guid traceId, in ConsumerState state)
    {
        if (remains.IsLent)
        {
            // How long the file was is told only by states of the process that wrote to it last, and a folder may have been used before.
            (long whole, _) = StreamRepair.CutBack(Path.Combine(root, name), traceId, state.NextPacket);
            return state with { StreamLength = (ulong)whole, Chunk = 0 };
        }

        // A finished chunk is its owner's, who may have done with it what they like; nor is it longer but if the process died as it went on to the next.
        var file = new FileInfo(Path.Combine(FolderOf(Math.Min(state.Chunk, remains.Chunk)), name));
        bool isFinished = Math.Max(state.Chunk, 1) < remains.Chunk;
        if (file.Exists ? !isFinished || file.Length > (long)state.StreamLength : !isFinished && state.StreamLength > 0)
        {
            new AppendedFile(file.FullName, (long)state.StreamLength).Dispose();
        }

        return state;
    }

    private string FolderOf(ulong chunk) => remains.Chunk == 0
        ? root
        : Path.Combine(root, Math.Max(chunk, 1).ToString(CultureInfo.InvariantCulture));

    // At the first rotation, file by file, the metadata last. A name that is taken there is not the process's doing.
    private void FinishFirstMove()
    {
        string[] files = Directory.Exists(root) ? Directory.GetFiles(root) : [];
        foreach (string path in files.Where(IsOurs).OrderBy(static path => Path.GetFileName(path) == FolderOutput.MetadataName))
        {
            Directory.CreateDirectory(FolderOf(1));
            File.Move(path, Path.Combine(FolderOf(1), Path.GetFileName(path)));
        }
    }

    // NAME_INSTANCE with a channel's name.
    private bool IsOurs(string path)
    {
        string name = Path.GetFileName(path);
        int end = name.LastIndexOf('_');
        return name == FolderOutput.MetadataName
            || (end > 0 && remains.Channels.ContainsValue(name[..end]) && uint.TryParse(name[(end + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }
}
