using System.Globalization;
using System.Text;

namespace Tracing.Runtime.SharedMemory;

/// <summary>
/// What a session leaves beside its rings for whoever recovers them: where its trace is, its channels, and its metadata, which
/// may not be on any disk. Deleted with the session. Recording does not depend on it: where it cannot be written there is
/// none, and what the process leaves when it is killed is not found. One writer at a time. While it is open others can see that the process
/// lives (<see cref="SessionHold"/>).
/// </summary>
/// <remarks>
/// Text lines, ended by LF, appended in whole pieces; a piece that is cut short by the process's death is not valid. All of it: docs/ring-file.md.
/// <code>
/// tracing-session 1        the form's version
/// session NAME
/// output FOLDER            missing when there is none yet
/// channel CLASS NAME       one for each
/// chunk NUMBER             the trace rotates, and goes on in this chunk; the last one counts
/// lent FOLDER              another process drains the rings, to this folder; nothing behind the key if that cannot be told
/// back                     the process drains them itself again
/// ended                    the session has ended, and leaves its files to the other process
/// metadata SIZE            then SIZE bytes, then LF
/// </code>
/// </remarks>
internal sealed class SessionFile : IDisposable
{
    /// <summary>How the file's name ends; it begins with the trace's id, as in the rings' header pages.</summary>
    public const string Extension = ".session";

    internal const string Signature = "tracing-session 1";
    internal const string SessionKey = "session ";
    internal const string OutputKey = "output ";
    internal const string ChannelKey = "channel ";
    internal const string ChunkKey = "chunk ";
    internal const string MetadataKey = "metadata ";
    internal const string LentKey = "lent ";
    internal const string BackKey = "back";
    internal const string EndedKey = "ended";

    private readonly string? _path;
    private FileStream? _stream;

    /// <summary>Makes the file, readable and writable by this user only, if there is room for it.</summary>
    public SessionFile(Guid traceId, string session, string? output)
    {
        try
        {
            _path = RingFolder.PathOf(traceId.ToString("N") + Extension);
            _stream = Create(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;
        }

        Append($"{Signature}\n{SessionKey}{session}\n{(output is null ? "" : OutputLine(output))}");
    }

    /// <summary>Adds a channel.</summary>
    public void AddChannel(uint streamClass, string name) =>
        Append(string.Create(CultureInfo.InvariantCulture, $"{ChannelKey}{streamClass} {name}\n"));

    /// <summary>Names the output of a session that had none.</summary>
    /// <exception cref="IOException">There is no room for it; the file is as it was.</exception>
    public void AddOutput(string folder) => AppendOrThrow(OutputLine(folder));

    /// <summary>Names the chunk that the trace goes on in.</summary>
    /// <exception cref="IOException">There is no room for it; the file is as it was.</exception>
    public void AddChunk(ulong number) => AppendOrThrow(string.Create(CultureInfo.InvariantCulture, $"{ChunkKey}{number}\n"));

    /// <summary>Whether there is a file.</summary>
    public bool Exists => _stream is not null;

    /// <summary>The file's path; null where none could be made.</summary>
    public string? Path => _path;

    /// <summary>Says that another process drains the rings.</summary>
    /// <param name="folder">Where to, if that can be told.</param>
    /// <exception cref="IOException">There is no room for it; the file is as it was.</exception>
    public void Lend(string? folder) => AppendOrThrow(LentKey + (folder is null ? "" : Escape(folder)) + "\n");

    /// <summary>Says that the process drains the rings itself again.</summary>
    public void TakeBack() => Append(BackKey + "\n");

    /// <summary>Says that the session has ended, and leaves the file to the other process, which can see then that it is nobody's.</summary>
    public void HandOver()
    {
        Append(EndedKey + "\n");
        _stream?.Dispose();
        _stream = null;
    }

    /// <summary>Bytes so far.</summary>
    public long Length => _stream?.Length ?? 0;

    /// <summary>Takes back what was added after it had this length.</summary>
    public void CutTo(long length) => _stream?.SetLength(length);

    /// <summary>Adds whole metadata blocks.</summary>
    public void AddMetadata(string blocks) =>
        Append(string.Create(CultureInfo.InvariantCulture, $"{MetadataKey}{Encoding.UTF8.GetByteCount(blocks)}\n{blocks}\n"));

    /// <summary>Deletes the file.</summary>
    public void Dispose()
    {
        if (_stream is not null)
        {
            _stream.Dispose();
            _stream = null;
            RingFolder.DeleteFile(_path!);
        }
    }

    /// <summary>A path as one line.</summary>
    internal static string Escape(string path) => path.Replace("%", "%25", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>What <see cref="Escape"/> was given.</summary>
    internal static string Unescape(string line) => line.Replace("%0A", "\n", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static FileStream Create(string path)
    {
        // No buffer: one write a piece.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static string OutputLine(string folder) => OutputKey + Escape(folder) + "\n";

    private void AppendOrThrow(string text)
    {
        long before = Length;
        try
        {
            Write(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            CutTo(before);
            throw new IOException($"The session file '{_path}' cannot be written to: {exception.Message}", exception);
        }
    }

    private void Append(string text)
    {
        try
        {
            Write(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // Half a description would recover to a trace that nobody can read: rather none.
            Dispose();
        }
    }
    private void Write(string text)
    {
        _stream?.Seek(0, SeekOrigin.End);
        _stream?.Write(Encoding.UTF8.GetBytes(text));
    }
}
