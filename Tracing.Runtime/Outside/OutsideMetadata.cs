using System.Text;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;

namespace Tracing.Runtime.Outside;

/// <summary>Follows the session file of a living process: what it describes is written before events of that kind are.</summary>
/// <param name="sessionFile">The file.</param>
/// <param name="traceId">The trace.</param>
internal sealed class OutsideMetadata(string sessionFile, Guid traceId)
{
    private readonly FileInfo _file = new(sessionFile);
    private long _length = -1;
    private byte[] _written = [];

    /// <summary>The session as it was described last.</summary>
    public SessionRemains? Remains { get; private set; }

    /// <summary>Writes what has been described since. To be called between the look at a ring and the writing of what was found in it.</summary>
    /// <param name="output">The trace.</param>
    /// <exception cref="IOException">The trace cannot be written to; or the session file is gone or cannot be read.</exception>
    public void Follow(FolderOutput output)
    {
        // One system call, since it comes with each packet.
        _file.Refresh();
        if (!_file.Exists)
        {
            throw new FileNotFoundException($"The session file '{sessionFile}' is gone.", sessionFile);
        }

        long length = _file.Length;
        if (length == _length)
        {
            return;
        }

        SessionRemains remains = SessionRemains.Read(ReadAll());
        byte[] metadata = remains.Metadata;
        if (metadata.AsSpan().StartsWith(_written))
        {
            if (metadata.Length > _written.Length)
            {
                output.AppendMetadata(metadata.AsSpan(_written.Length));
            }
        }
        else
        {
            // An output of the session itself did not take a description, and the file was cut back.
            output.ReplaceMetadata(metadata);
        }

        _written = metadata;
        Remains = remains;
        _length = length;
    }

    /// <summary>Begins with a folder: an empty one, or one that an earlier consumer of the same session left.</summary>
    /// <exception cref="IOException">It has something else in it, or cannot be made or written to.</exception>
    public FolderOutput Open(string folder)
    {
        SessionRemains remains = SessionRemains.Read(ReadAll());
        if (remains.OwnOutput == folder)
        {
            throw new IOException($"The output folder '{folder}' is the one that the session itself records to. Name another one.");
        }

        var existing = new FileInfo(Path.Combine(folder, FolderOutput.MetadataName));
        if (!existing.Exists || existing.Length == 0)
        {
            return new FolderOutput(folder);
        }

        byte[] described = File.ReadAllBytes(existing.FullName);
        if (!remains.Metadata.AsSpan().StartsWith(described) || described.AsSpan().IndexOf(Encoding.UTF8.GetBytes(traceId.ToString())) < 0)
        {
            throw new IOException($"The output folder '{folder}' has another trace in it. Name an empty folder, or the one that this session was drained to before.");
        }

        _written = remains.Metadata;
        Remains = remains;
        return FolderOutput.Reopen(folder, remains.Metadata);
    }

    private byte[] ReadAll()
    {
        using var stream = new FileStream(sessionFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[stream.Length];
        return content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }
}
