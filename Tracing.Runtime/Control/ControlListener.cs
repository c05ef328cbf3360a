using System.Text;
using Tracing.Control;
using Tracing.Runtime.Consumer;

namespace Tracing.Runtime.Control;

/// <summary>Accepts clients: each gets a thread of its own for as long as it is connected, so that it is answered also while the application's thread pool is exhausted.</summary>
internal static class ControlListener
{
    /// <summary>Most clients at one time: each may have a request and an answer in memory, 5 MiB together.</summary>
    public const int MaxClients = 32;

    /// <summary>Stack of the waiting thread: it calls the system, and starts others.</summary>
    private const int WaiterStackBytes = 128 << 10;

    private static readonly Lock s_gate = new();
    private static int s_listener = -1;
    private static uint? s_group;
    private static int s_clients;

    /// <summary>Has the clients of a socket that listens accepted when they connect. False where the system cannot tell of them: then a thread must wait for them.</summary>
    /// <param name="listener">The socket.</param>
    /// <param name="group">The group that may connect beside this user; null for none.</param>
    /// <param name="ownThread">Whether a thread is wanted.</param>
    public static bool TryArm(int listener, uint? group, bool ownThread)
    {
        s_listener = listener;
        s_group = group;
        return !ownThread && ConnectSignal.TryArm(listener);
    }

    /// <summary>Forgets the socket, which is to be closed.</summary>
    public static void Disarm() => s_listener = -1;

    /// <summary>Starts a thread that waits for clients.</summary>
    public static void StartThread() => new Thread(Wait, WaiterStackBytes) { IsBackground = true, Name = "tracing control" }.UnsafeStart();

    private static void Wait()
    {
        while (true)
        {
            UnixSocket.WaitForClient(s_listener);
            AcceptAll();
        }
    }

    /// <summary>Accepts all clients that wait. Any thread; never throws.</summary>
    public static void AcceptAll()
    {
        for (int socket = UnixSocket.TryAccept(s_listener); socket >= 0; socket = UnixSocket.TryAccept(s_listener))
        {
            Accept(socket);
        }
    }

    private static void Accept(int socket)
    {
        try
        {
            if (!PeerCheck.IsAllowed(socket, s_group))
            {
                UnixSocket.Close(socket);
                return;
            }

            bool isTooMany;
            lock (s_gate)
            {
                isTooMany = s_clients == MaxClients;
                s_clients += isTooMany ? 0 : 1;
            }

            if (isTooMany)
            {
                // Without a wait: this is a thread of the pool.
                UnixSocket.Send(socket, TooManyClients, Environment.TickCount64);
                UnixSocket.Close(socket);
                return;
            }

            var thread = new Thread(Serve) { IsBackground = true, Name = "tracing control" };
            try
            {
                thread.UnsafeStart(socket);
            }
            catch
            {
                Release();
                throw;
            }
        }
        catch (Exception exception)
        {
            // A client that cannot be served goes; the process stays.
            UnixSocket.Close(socket);
            RuntimeEvents.Report(log => log.ControlFailed(exception.Message));
        }
    }

    // By hand: the machinery for JSON is for those who are served.
    private static byte[] TooManyClients => Encoding.UTF8.GetBytes(
        $$$"""{"error":{"code":"{{{ControlErrors.TooMany}}}","message":"{{{MaxClients}}} clients are connected to this process already, and it takes no more. End one of them."}}""" + "\n");

    private static void Serve(object? socket)
    {
        try
        {
            using var stream = new ConnectionStream((int)socket!);
            ControlClient.Serve(stream);
        }
        catch (Exception exception)
        {
            // Whatever it is: the application did not ask for this thread.
            RuntimeEvents.Report(log => log.ControlFailed(exception.ToString()));
        }
        finally
        {
            UnixSocket.Close((int)socket!);
            Release();
        }
    }

    private static void Release()
    {
        lock (s_gate)
        {
            s_clients--;
        }
    }
}
