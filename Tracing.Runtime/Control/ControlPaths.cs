using System.Globalization;
using System.Runtime.InteropServices;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>Where the endpoint's socket is: a folder of the user's, made and checked, or the path that was asked for.</summary>
internal static partial class ControlPaths
{
    private const string Content = "control sockets";
    private const string FolderName = "tracing";
    private const string RuntimeFolderVariable = "XDG_RUNTIME_DIR";
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode GroupFolder =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private const UnixFileMode GroupSocket = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>The folder of the sockets: need not be there.</summary>
    public static string FolderOf(ControlSettings settings) => settings.Folder.Length > 0 ? Path.GetFullPath(settings.Folder) : DefaultFolder;

    /// <summary>Makes the folder of sockets, or checks the one that there is.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isNamed">Whether somebody named it: then it may be any folder of this user, is checked, and left as it is.</param>
    /// <param name="group">The group that may connect; null for none.</param>
    /// <exception cref="IOException">The folder is a link, another user's, or open to others.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be made.</exception>
    public static void Prepare(string folder, bool isNamed, uint? group)
    {
        if (isNamed && Directory.Exists(folder))
        {
            PrivateFolder.RequireOwn(folder, Content);
            RequireClosed(folder);
        }
        else
        {
            PrivateFolder.Make(folder, Content);
        }

        if (group is { } id)
        {
            Open(folder, GroupFolder, id);
        }
    }

    /// <summary>Checks the folder of a socket whose path was named. It may be root's too: root needs no socket to do as it likes.</summary>
    /// <exception cref="IOException">There is no such folder, or it is a link, another user's, or open to others.</exception>
    public static void Check(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new IOException($"There is no folder '{folder}'. Make it, readable and writable for this user only.");
        }

        if (!FileFacts.IsOwnedBy(folder, 0))
        {
            PrivateFolder.RequireOwn(folder, Content);
        }

        RequireClosed(folder);
    }

    /// <summary>
    /// The folder that is used unless another one is named. That of the session manager only if it is this user's: a program that somebody starts as another user
    /// may still be told of the first one's.
    /// </summary>
    private static string DefaultFolder
    {
        get
        {
            string runtime = Environment.GetEnvironmentVariable(RuntimeFolderVariable) ?? "";
            return runtime.Length > 0 && Directory.Exists(runtime) && FileFacts.IsOwn(runtime)
                ? Path.Combine(runtime, FolderName)
                : Path.Combine(Path.GetTempPath(), FolderName + "-" + FileFacts.UserId.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Lets a group's members connect to a socket.</summary>
    /// <param name="socket">The path, UTF-8 and ended by NUL.</param>
    /// <param name="group">The group.</param>
    public static unsafe void GiveTo(byte* socket, uint group) => Open(Marshal.PtrToStringUTF8((nint)socket)!, GroupSocket, group);

    private static void RequireClosed(string folder)
    {
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

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
