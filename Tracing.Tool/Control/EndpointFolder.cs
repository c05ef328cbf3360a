using Tracing.Runtime.Control;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Tool.Control;

/// <summary>Where the control sockets of this user's processes are.</summary>
internal static class EndpointFolder
{
    private static readonly ControlSettings s_settings = new();

    /// <summary>The folder; it need not be there.</summary>
    public static string Path { get; } = ControlPaths.FolderOf(s_settings);

    /// <summary>Why sockets in it are not to be trusted; null if they are, or there are none.</summary>
    /// <remarks>A folder that was named may be a group's; what nobody named must be this user's own, lest a stranger answers in a process's place.</remarks>
    public static string? FindLack() => s_settings.Folder.Length == 0 && Directory.Exists(Path) && !FileFacts.IsOwn(Path)
        ? $"'{Path}' is a link or belongs to another user, so what answers there is not trusted. Remove it, or name a folder in {ControlSettings.FolderVariable}."
        : null;
}
