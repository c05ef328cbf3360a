namespace Tracing.Runtime.SharedMemory;

/// <summary>
/// The session file of a dead process, held by whoever reads what is left of the session: one at a time. The process itself holds the file in
/// another way while it lives, which also tells of processes whose ids this one cannot see, as in other containers.
/// </summary>
internal sealed class SessionHold : IDisposable
{
    /// <summary>How long another reader is waited for, in ms: it only counts what is left.</summary>
    public const int PatienceMs = 5000;

    private const int RetryMs = 5;

    // On Unix the system keeps no share modes, but .NET takes the file's lock: shared in the process that writes it, alone here. Windows
    // must be told that the file may be deleted meanwhile.
    private static readonly FileShare s_alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private readonly FileStream _stream;

    private SessionHold(FileStream stream) => _stream = stream;

    /// <summary>Takes hold of a session file. Null when it is gone or no file of this user, its process lives, or another reader does not let go.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patienceMs">How long to try.</param>
    public static SessionHold? TryTake(string path, int patienceMs = PatienceMs)
    {
        for (long end = Environment.TickCount64 + patienceMs; ; Thread.Sleep(RetryMs))
        {
            try
            {
                return FileFacts.IsOwn(path) ? new SessionHold(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, s_alone)) : null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                if (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException || Environment.TickCount64 >= end)
                {
                    return null;
                }
            }
        }
    }

    /// <summary>What the file says.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] ReadAll()
    {
        _stream.Position = 0;
        byte[] content = new byte[_stream.Length];
        _stream.ReadExactly(content);
        return content;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
