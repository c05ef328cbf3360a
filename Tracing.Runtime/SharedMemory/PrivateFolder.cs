namespace Tracing.Runtime.SharedMemory;

/// <summary>Folders that are this user's alone.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, or one that exists private.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="content">What is to be put there, for errors: in the plural.</param>
    /// <exception cref="IOException">It cannot be made, is a link, or is another user's.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made private.</exception>
    public static void Make(string folder, string content)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UserOnly);
        RequireOwn(folder, content);
        if (File.GetUnixFileMode(folder) != UserOnly)
        {
            // Fails for a folder of another user, where the owner could not be told: a stranger's folder is not used.
            File.SetUnixFileMode(folder, UserOnly);
        }
    }

    /// <summary>Refuses a folder that is a link or another user's.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="content">What is to be put there, for errors: in the plural.</param>
    /// <exception cref="IOException">It is.</exception>
    public static void RequireOwn(string folder, string content)
    {
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            throw new IOException($"'{folder}' is a symbolic link; {content} are not put behind one. Remove it.");
        }

        if (!FileFacts.IsOwn(folder))
        {
            throw new IOException($"'{folder}' belongs to another user; {content} are not put there. Remove it.");
        }
    }
}
