namespace Tracing.Runtime.SharedMemory;

/// <summary>
/// The lock that a consumer outside of the process holds as long as it may write to rings or to its folder. The kernel takes it from one that dies; one that is held up
/// keeps it. Whoever lends the rings again, or writes to that folder, looks at it first.
/// </summary>
internal sealed class ConsumerLock : IDisposable
{
    /// <summary>How the lock's name ends.</summary>
    public const string Extension = ".lock";

    /// <summary>How long it is waited for, in ms: another process only looks whether it is free.</summary>
    private const int PatienceMs = 1000;

    private const int RetryMs = 1;

    private readonly FileStream _stream;

    private ConsumerLock(FileStream stream) => _stream = stream;

    /// <summary>Where a session's lock is: beside its file.</summary>
    public static string PathOf(string sessionFile) => Path.ChangeExtension(sessionFile, Extension);

    /// <summary>Takes it.</summary>
    /// <exception cref="IOException">Another consumer has it.</exception>
    public static ConsumerLock Take(string sessionFile)
    {
        string path = PathOf(sessionFile);
        for (long end = Environment.TickCount64 + PatienceMs; ; Thread.Sleep(RetryMs))
        {
            try
            {
                var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                return new ConsumerLock(new FileStream(path, options));
            }
            catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
            {
                if (Environment.TickCount64 >= end)
                {
                    throw new IOException($"Another process drains this session, or did and is held up: the lock '{path}' is taken. End that process, then try again.", exception);
                }
            }
        }
    }

    /// <summary>Whether nobody has it.</summary>
    public static bool IsFree(string sessionFile)
    {
        try
        {
            new FileStream(PathOf(sessionFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception is FileNotFoundException or DirectoryNotFoundException;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
