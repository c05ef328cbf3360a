using Tracing.Runtime.Consumer;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>
/// The process's control socket (docs/control-protocol.md): opened before <c>Main</c>, gone at the end. Until somebody connects it costs no thread and no time: what runs before
/// <c>Main</c> is compiled then, so it is few methods and calls of the system's own, and all that speaks JSON comes into the process with the first client.
/// </summary>
/// <remarks>Linux only: other systems have no signal for a client that connects, and tell other things of who it is.</remarks>
internal static unsafe class ControlEndpoint
{
    /// <summary>Clients that may wait to be accepted; more are refused by the system.</summary>
    private const int Backlog = 64;

    private const int PathBytes = UnixSocket.MaxPathBytes + 1;

    /// <summary>".new": how a socket's name ends until it can be connected to.</summary>
    private const int NewExtensionBytes = 4;

    /// <summary>".2147483647": what a dead socket at a named path is called while it is removed (<see cref="TakenPath"/>).</summary>
    private const int AsideBytes = 11;

    /// <summary>"/2147483647-7fffffffffffffff.sock", and while it is new.</summary>
    private const int OwnNameBytes = 33 + NewExtensionBytes;

    private static readonly object s_gate = new();

    /// <summary>The socket's path, in UTF-8 and ended by NUL; null while there is none.</summary>
    private static byte[]? s_name;

    /// <summary>Opens the endpoint unless the environment says otherwise. Never throws.</summary>
    /// <param name="complain">Says something on standard error.</param>
    public static void OpenFromEnvironment(Action<string> complain)
    {
        var settings = new ControlSettings();
        if (settings.IsOff)
        {
            return;
        }

        try
        {
            if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
            {
                Open(settings);
            }
            else if (settings.IsAsked)
            {
                throw new PlatformNotSupportedException("There is a control endpoint on 64-bit Linux only.");
            }
        }
        catch (Exception exception)
        {
            // Whatever it is: this runs in a module initializer, and the program must not die of its tracer.
            Fail(settings, exception, complain);
        }
    }

    private static void Open(ControlSettings settings)
    {
        lock (s_gate)
        {
            if (s_name is not null)
            {
                return;
            }

            bool isNamed = settings.Socket.Length > 0;
            string path = isNamed ? Path.GetFullPath(settings.Socket) : ControlPaths.FolderOf(settings);
            byte* name = stackalloc byte[PathBytes];
            int length = UnixSocket.WritePath(path, name, UnixSocket.MaxPathBytes - (isNamed ? AsideBytes : OwnNameBytes));

            // Where another process of this user was before, that is told by one call, and there is nothing else to do.
            bool isReady = length > 0 && settings.Socket.Length + settings.Group.Length == 0 && FileFacts.IsPrivateFolder(name);
            uint? group = isReady ? null : Prepare(path, length, settings);
            if (!isNamed)
            {
                StaleSockets.RemoveIfAny(path, name);
                WriteOwnName(name + length);
            }

            Listen(name, group, settings.OwnThread);
            s_name = KeepName(name);
        }

        AppDomain.CurrentDomain.ProcessExit += AtExit;
        AppDomain.CurrentDomain.UnhandledException += AtUnhandledException;
    }

    /// <summary>Makes and checks what the socket is put into.</summary>
    private static uint? Prepare(string path, int length, ControlSettings settings)
    {
        if (length < 0)
        {
            throw new IOException(
                $"A socket's path has {UnixSocket.MaxPathBytes} bytes at the most, and '{path}' leaves no room for the rest of it. Name a shorter one in {(settings.Socket.Length > 0 ? ControlSettings.SocketVariable : ControlSettings.FolderVariable)}.");
        }

        uint? group = settings.Group.Length > 0 ? UserGroup.Find(settings.Group) : null;
        if (settings.Socket.Length > 0)
        {
            ControlPaths.Check(Path.GetDirectoryName(path) ?? "/");
            TakenPath.Free(path);
        }
        else
        {
            ControlPaths.Prepare(path, isNamed: settings.Folder.Length > 0, group);
        }

        return group;
    }

    /// <summary>Appends "/PID-STARTTICKS.sock".</summary>
    private static void WriteOwnName(byte* at)
    {
        *at = (byte)'/';
        at = Libc.WriteNumber(at + 1, Environment.ProcessId, 10);
        *at = (byte)'-';
        at = Libc.WriteNumber(at + 1, ProcessIdentity.StartTicks, 16);
        fixed (byte* extension = ".sock\0"u8)
        {
            Libc.WriteText(at, extension);
        }
    }

    private static byte[] KeepName(byte* name)
    {
        byte[] kept = new byte[PathBytes];
        fixed (byte* start = kept)
        {
            Libc.WriteText(start, name);
        }

        return kept;
    }

    private static void Listen(byte* name, uint? group, bool ownThread)
    {
        byte* fresh = stackalloc byte[PathBytes];
        fixed (byte* extension = ".new\0"u8)
        {
            Libc.WriteText(Libc.WriteText(fresh, name), extension);
        }

        _ = Libc.Unlink(fresh);
        int socket = UnixSocket.Bind(fresh);
        bool isOpen = false;
        try
        {
            // Only for this user from the beginning; for a group, before anybody can connect.
            if (group is { } id)
            {
                ControlPaths.GiveTo(fresh, id);
            }

            UnixSocket.Listen(socket, Backlog);
            bool isArmed = ControlListener.TryArm(socket, group, ownThread);

            // With its own name once all is ready, and not over anybody else's.
            isOpen = Libc.Link(fresh, name) == 0;
            if (!isOpen)
            {
                throw TakenPath.IsTaken(name);
            }

            if (!isArmed)
            {
                ControlListener.StartThread();
            }
        }
        finally
        {
            _ = Libc.Unlink(fresh);
            if (!isOpen)
            {
                ControlListener.Disarm();
                _ = Libc.Close(socket);
            }
        }
    }

    private static void AtExit(object? sender, EventArgs end) => Close();

    private static void AtUnhandledException(object sender, UnhandledExceptionEventArgs end) => Close();

    private static void Close()
    {
        lock (s_gate)
        {
            fixed (byte* name = s_name)
            {
                _ = name is null ? 0 : Libc.Unlink(name);
                s_name = null;
            }
        }
    }

    private static void Fail(ControlSettings settings, Exception exception, Action<string> complain)
    {
        // Those who asked for nothing are not bothered with it.
        if (settings.IsAsked)
        {
            complain($"tracing: the control endpoint could not be opened, so tracectl will not find process {Environment.ProcessId}: {exception.Message}");
        }

        RuntimeEvents.Log.ControlFailed(exception.Message);
    }
}
