using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tracing.Runtime.SharedMemory;

/// <summary>What Linux says of a file and .NET does not: who owns it, and whether an open one has been deleted. Elsewhere, and where the call is missing, nothing.</summary>
internal static unsafe partial class FileFacts
{
    // statx(2): the same on all architectures.
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint TypeField = 1;
    private const uint ModeField = 2;
    private const uint LinksField = 4;
    private const uint OwnerField = 8;

    // inode(7)
    private const ushort TypeMask = 0xF000;
    private const ushort SocketType = 0xC000;

    /// <summary>A folder, rwx------.</summary>
    private const ushort PrivateFolder = 0x41C0;

    /// <summary>Whether a file or folder is this user's own, and no symbolic link. True where nothing is known of owners, unless it is a link.</summary>
    public static bool IsOwn(string path) => IsOwnedBy(path, UserId);

    /// <summary>The same for any user.</summary>
    public static bool IsOwnedBy(string path, uint user)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            return false;
        }

        StatX facts;
        return !TryGet(CurrentFolder, path, NoFollow, OwnerField, &facts) || facts.Owner == user;
    }

    /// <summary>Whether there is a folder at a path that is this user's alone, and no link. False where that is not known.</summary>
    /// <param name="path">UTF-8, ended by NUL.</param>
    public static bool IsPrivateFolder(byte* path)
    {
        StatX facts;
        return statx(CurrentFolder, path, NoFollow, TypeField | ModeField | OwnerField, &facts) == 0 && facts.Mode == PrivateFolder && facts.Owner == geteuid();
    }

    /// <summary>Whether there is a Unix socket at a path. False where that is not known.</summary>
    public static bool IsSocket(string path)
    {
        StatX facts;
        return TryGet(CurrentFolder, path, NoFollow, TypeField, &facts) && (facts.Mode & TypeMask) == SocketType;
    }

    /// <summary>Whether an open file has no name any more. False where that is not known.</summary>
    public static bool IsDeleted(SafeFileHandle file)
    {
        StatX facts;
        return TryGet((int)file.DangerousGetHandle(), "", EmptyPath, LinksField, &facts) && facts.Links == 0;
    }

    /// <summary>The user that the process acts as.</summary>
    public static uint UserId => geteuid();

    private static bool TryGet(int folder, string path, int flags, uint field, StatX* facts)
    {
        try
        {
            return OperatingSystem.IsLinux() && statx(folder, path, flags, field, facts) == 0 && (facts->Mask & field) != 0;
        }
        catch (EntryPointNotFoundException)
        {
            // glibc has the function since 2.28.
            return false;
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint fields, StatX* facts);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, byte* path, int flags, uint fields, StatX* facts);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint geteuid();

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatX
    {
        [FieldOffset(0)] public uint Mask;
        [FieldOffset(16)] public uint Links;
        [FieldOffset(20)] public uint Owner;
        [FieldOffset(28)] public ushort Mode;
    }
}
