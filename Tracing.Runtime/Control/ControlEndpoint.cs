using Tracing.Runtime.Consumer;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>
/// The process's control socket (docs/control-protocol.md): opened before <c>Main</c>, gone at the end. Until somebody connects it costs no thread and no time: what runs before
/// <c>Main</c> is compiled then, so it is little, and all that speaks JSON comes into the process with the first client.
/// </summary>
/// <remarks>Linux only: other systems have no signal for a client that connects, and tell other things of who it is.</remarks>
internal static class ControlEndpoint
{
    /// <summary>Clients that may wait to be accepted; more are refused by the system.</summary>
    private const int Backlog = 64;

    /// <summary>How a socket's name ends until it can be connected to.</summary>
    private const string NewExtension = ".new";

    private static readonly Lock s_gate = new();
    private static string? s_path;

    /// <summary>The socket's path; null while there is none.</summary>
    public static string? SocketPath
    {
        get
        {
            lock (s_gate)
            {
                return s_path;
            }
        }
    }

    /// <summary>Opens the endpoint unless the environment says otherwise. Never throws.</summary>
    /// <param name="complain">Says something on standard error.</param>
    public static void OpenFromEnvironment(Action<string> complain)
    {
        ControlSettings settings = default;
        try
        {
            settings = ControlSettings.Read();
            if (settings.IsOff)
            {
                return;
            }

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
            // Whatever it is: this runs in a module initializer, and the program must not die of its tracer. Those who asked for nothing are not bothered with it.
            if (settings.IsAsked)
            {
                complain($"tracing: the control endpoint could not be opened, so tracectl will not find process {Environment.ProcessId}: {exception.Message}");
            }

            RuntimeEvents.Log.ControlFailed(exception.Message);
        }
    }

    private static void Open(ControlSettings settings)
    {
        lock (s_gate)
        {
            if (s_path is not null)
            {
                return;
            }

            uint? group = settings.Group is { } name ? UserGroup.Find(name) : null;
            string path = ControlPaths.Prepare(settings, group);
            if (settings.Socket is not null)
            {
                TakenPath.Free(path);
            }

            string fresh = path + NewExtension;
            RingFolder.DeleteFile(fresh);
            int socket = UnixSocket.Bind(fresh);
            try
            {
                ControlPaths.SetRights(fresh, group);
                UnixSocket.Listen(socket, Backlog);
                ControlListener.Start(socket, group, settings.OwnThread);

                // With its own name once all is ready, and not over anybody else's.
                File.Move(fresh, path);
            }
            catch (Exception exception)
            {
                RingFolder.DeleteFile(fresh);
                throw File.Exists(path) ? TakenPath.IsTaken(path, exception) : exception;
            }

            s_path = path;
        }

        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Close();
        AppDomain.CurrentDomain.UnhandledException += static (_, end) =>
        {
            if (end.IsTerminating)
            {
                Close();
            }
        };
        if (settings.Socket is null)
        {
            StaleSockets.Remove(Path.GetDirectoryName(SocketPath)!);
        }
    }

    private static void Close()
    {
        lock (s_gate)
        {
            if (s_path is { } path)
            {
                s_path = null;
                RingFolder.DeleteFile(path);
            }
        }
    }
}
