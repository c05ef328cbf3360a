using System.Globalization;

namespace Tracing.Runtime.SharedMemory;

/// <summary>Where this process keeps its ring files: a folder of its own, in memory where the system has such a place, for this user only.</summary>
internal static class RingFolder
{
    private const string LinuxSharedMemory = "/dev/shm";

    /// <summary>How a ring file's name ends.</summary>
    public const string RingExtension = ".ring";

    /// <summary>What is put there.</summary>
    private const string Content = "trace buffers";

    private static readonly Lock s_gate = new();
    private static string? s_folder;
    private static int s_lastFile;

    /// <summary>The folder; null while there is none.</summary>
    public static string? Current
    {
        get
        {
            lock (s_gate)
            {
                return s_folder;
            }
        }
    }

    /// <summary>A path that no ring of this process has or had. Makes the folder at the first call, or at the next one if that failed.</summary>
    public static string NextPath(string channel)
    {
        lock (s_gate)
        {
            s_folder = EnsureFolder();
            return Path.Combine(s_folder, string.Create(CultureInfo.InvariantCulture, $"{++s_lastFile}-{channel}{RingExtension}"));
        }
    }

    /// <summary>The path of another file beside the rings. Makes the folder as <see cref="NextPath"/> does.</summary>
    public static string PathOf(string file)
    {
        lock (s_gate)
        {
            s_folder = EnsureFolder();
            return Path.Combine(s_folder, file);
        }
    }

    /// <summary>The folders of this user's other processes, dead or alive; no links, and no other user's.</summary>
    public static IEnumerable<string> FindOthers()
    {
        string user = UserFolder;
        return Directory.Exists(user) && FileFacts.IsOwn(user)
            ? Directory.GetDirectories(user).Where(static folder => folder != s_folder && FileFacts.IsOwn(folder))
            : [];
    }

    /// <summary>Removes another process's folder if it is empty.</summary>
    public static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not empty: another session's files are in it.
        }
    }

    /// <summary>Deletes a file. That it cannot be, or that somebody emptied the folder, is no reason to fail: the memory is free all the same.</summary>
    public static void DeleteFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left belongs to a process that will be dead, and is removed with its folder then.
        }
    }

    /// <summary>Removes the folder if it was made and is empty; at the end of the process.</summary>
    public static void RemoveIfEmpty()
    {
        lock (s_gate)
        {
            if (s_folder is null || !Directory.Exists(s_folder))
            {
                return;
            }

            try
            {
                Directory.Delete(s_folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not empty: rings that could not be drained stay for recovery.
            }
        }
    }

    // Made again if somebody removed it: a service must not stop recording because a cleaner went by.
    private static string EnsureFolder() => s_folder is not null && Directory.Exists(s_folder) ? s_folder : Create();

    private static string UserFolder =>
        Path.Combine(Directory.Exists(LinuxSharedMemory) ? LinuxSharedMemory : Path.GetTempPath(), "tracing-" + UserId());

    private static string Create()
    {
        string user = UserFolder;
        PrivateFolder.Make(user, Content);
        string own = Path.Combine(user, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{ProcessIdentity.StartTicks:x}"));
        PrivateFolder.Make(own, Content);
        return own;
    }

    private static string UserId() => OperatingSystem.IsWindows()
        ? Environment.UserName
        : FileFacts.UserId.ToString(CultureInfo.InvariantCulture);
}
