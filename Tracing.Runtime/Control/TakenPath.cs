using System.Runtime.InteropServices;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>A socket's path that was asked for, and where there is something already.</summary>
internal static class TakenPath
{
    /// <summary>Frees it if a dead process left its socket there.</summary>
    /// <exception cref="IOException">What is there is no socket, a link, another user's, or a process listens at it.</exception>
    public static void Free(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            throw new IOException($"'{path}' is a symbolic link; a control socket is not put behind one. Remove it.");
        }

        if (!file.Exists)
        {
            if (Directory.Exists(path))
            {
                throw new IOException($"'{path}' is a folder. Name the socket itself in {ControlSettings.SocketVariable}, or the folder in {ControlSettings.FolderVariable}.");
            }

            return;
        }

        if (!FileFacts.IsOwn(path))
        {
            throw new IOException($"'{path}' belongs to another user. Name another path in {ControlSettings.SocketVariable}.");
        }

        if (!FileFacts.IsSocket(path))
        {
            throw new IOException($"'{path}' is a file, and no socket. Name another path in {ControlSettings.SocketVariable}.");
        }

        // Moved away first, which only one process can do: two that find the same dead socket must not remove each other's new one.
        string aside = $"{path}.{Environment.ProcessId}";
        if (UnixSocket.IsListenedTo(path))
        {
            throw IsTaken(path);
        }

        File.Move(path, aside);
        if (UnixSocket.IsListenedTo(aside))
        {
            File.Move(aside, path);
            throw IsTaken(path);
        }

        RingFolder.DeleteFile(aside);
    }

    /// <summary>The error that another process has the path.</summary>
    /// <param name="path">UTF-8, ended by NUL.</param>
    public static unsafe IOException IsTaken(byte* path) => IsTaken(Marshal.PtrToStringUTF8((nint)path)!);

    private static IOException IsTaken(string path) => new(
        $"Another process listens at '{path}' already, and two cannot share one path. Give each its own {ControlSettings.SocketVariable}, or set {ControlSettings.FolderVariable} in its place, where each process makes a socket of its own.");
}
