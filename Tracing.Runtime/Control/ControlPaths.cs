using System.Globalization;
using System.Runtime.InteropServices;
using Tracing.Control;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>Where the endpoint's socket is: a folder of the user's, made and checked, or the path that was asked for.</summary>
internal static partial class ControlPaths
{
    private const string Content = "control sockets";
    private const string RuntimeFolderVariable = "XDG_RUNTIME_DIR";
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode GroupFolder =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private const UnixFileMode UserSocket = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The socket's path. Makes its folder, unless the path itself was asked for.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="group">The group that may connect; null for none.</param>
    /// <exception cref="IOException">The folder is a link, another user's, or open to others.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be made.</exception>
    public static string Prepare(ControlSettings settings, uint? group)
    {
        if (settings.Socket is { } socket)
        {
            string path = Path.GetFullPath(socket);
            RequireSafe(Path.GetDirectoryName(path) ?? "/", mayBeRoots: true);
            return path;
        }

        string folder = FolderOf(settings);
        if (settings.Folder is not null && Directory.Exists(folder))
        {
            RequireSafe(folder, mayBeRoots: false);
        }
        else
        {
            PrivateFolder.Make(folder, Content);
        }

        if (group is { } id)
        {
            Open(folder, GroupFolder, id);
        }

        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{ProcessIdentity.StartTicks:x}{ControlProtocol.SocketExtension}"));
    }

    /// <summary>The folder of the sockets, for those who look for one: it need not be there.</summary>
    public static string FolderOf(ControlSettings settings) => settings.Folder is { } named ? Path.GetFullPath(named) : DefaultFolder;

    /// <summary>Gives a socket its rights, before anybody may connect.</summary>
    public static void SetRights(string socket, uint? group)
    {
        if (group is { } id)
        {
            Open(socket, UserSocket | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, id);
        }
        else
        {
            SetMode(socket, UserSocket);
        }
    }

    /// <summary>
    /// The folder that is used unless another one is named. That of the session manager only if it is this user's: a program that somebody starts as another user
    /// may still be told of the first one's.
    /// </summary>
    private static string DefaultFolder => Environment.GetEnvironmentVariable(RuntimeFolderVariable) is { Length: > 0 } runtime && Directory.Exists(runtime) && FileFacts.IsOwn(runtime)
        ? Path.Combine(runtime, "tracing")
        : Path.Combine(Path.GetTempPath(), "tracing-" + FileFacts.UserId.ToString(CultureInfo.InvariantCulture));

    // What somebody named may be anything, the home folder too: it is checked, and left as it is.
    private static void RequireSafe(string folder, bool mayBeRoots)
    {
        if (!Directory.Exists(folder))
        {
            throw new IOException($"There is no folder '{folder}'. Make it, readable and writable for this user only.");
        }

        if (!mayBeRoots || !FileFacts.IsOwnedBy(folder, 0))
        {
            PrivateFolder.RequireOwn(folder, Content);
        }

        UnixFileMode mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(folder);
        if ((mode & WritableByOthers) != 0 && (mode & UnixFileMode.StickyBit) == 0)
        {
            throw new IOException($"'{folder}' can be written by others, who could put a socket of theirs there. Take that right away (chmod go-w), or name another folder.");
        }
    }

    private static void Open(string path, UnixFileMode mode, uint group)
    {
        if (ChangeOwner(path, uint.MaxValue, group) != 0)
        {
            throw new IOException($"'{path}' cannot be given to group {group}: {Marshal.GetLastPInvokeErrorMessage()}. Only groups of this user can be named in {ControlSettings.GroupVariable}.");
        }

        SetMode(path, mode);
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
