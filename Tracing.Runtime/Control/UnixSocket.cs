using System.Runtime.InteropServices;
using System.Text;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>
/// Unix stream sockets by Linux's own calls. .NET's class costs four times the start-up time that the whole endpoint may cost, and a thread as soon as it waits
/// (docs/decisions/0018-control-endpoint.md). The numbers are those of all architectures that .NET runs on.
/// </summary>
internal static unsafe partial class UnixSocket
{
    /// <summary>Longest path of a socket in bytes: sockaddr_un has room for 108, and a NUL ends it.</summary>
    public const int MaxPathBytes = 107;

    /// <summary>ECONNREFUSED: nobody listens.</summary>
    public const int ConnectionRefused = 111;

    private const int UnixFamily = 1;
    private const int FamilyBytes = 2;
    private const int AddressBytes = FamilyBytes + MaxPathBytes + 1;
    private const int StreamType = 1;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int NoSignal = 0x4000;
    private const short ReadReady = 1;
    private const short WriteReady = 4;

    private const int SocketLevel = 1;
    private const int PeerCredentialsOption = 17;
    private const int PeerGroupsOption = 59;

    /// <summary>rw-------.</summary>
    private const uint UserOnly = 0x180;

    // errno(3)
    private const int Interrupted = 4;
    private const int TryAgain = 11;

    /// <summary>Writes a path as UTF-8, ended by NUL. How long it is without that; -1 where there is no room for it.</summary>
    public static int WritePath(string path, byte* destination, int room)
    {
        // By hand as far as it is ASCII: the framework's encodings take a ms at their first use.
        for (int i = 0; i < path.Length && i < room; i++)
        {
            if (path[i] is '\0' or > '\x7F')
            {
                return WriteEncoded(path, destination, room);
            }

            destination[i] = (byte)path[i];
        }

        if (path.Length >= room)
        {
            return -1;
        }

        destination[path.Length] = 0;
        return path.Length;
    }

    private static int WriteEncoded(string path, byte* destination, int room)
    {
        int length = Encoding.UTF8.GetByteCount(path);
        if (length >= room || path.Contains('\0', StringComparison.Ordinal))
        {
            return -1;
        }

        destination[Encoding.UTF8.GetBytes(path, new Span<byte>(destination, room))] = 0;
        return length;
    }

    /// <summary>Makes a socket for this user only, and binds it to a path that does not exist yet; nobody can connect before <see cref="Listen"/>.</summary>
    /// <param name="path">UTF-8, ended by NUL, of <see cref="MaxPathBytes"/> at the most.</param>
    /// <exception cref="IOException">The system's reason.</exception>
    public static int Bind(byte* path)
    {
        byte* address = stackalloc byte[AddressBytes];
        *(ushort*)address = UnixFamily;
        uint length = (uint)(Libc.WriteText(address + FamilyBytes, path) + 1 - address);
        int socket = Make(UnixFamily, StreamType | CloseOnExec | NonBlocking, 0);

        // The file that is made has the rights of the socket, but for those that the process never gives.
        return socket >= 0 && ChangeMode(socket, UserOnly) == 0 && Bind(socket, address, length) == 0
            ? socket
            : throw Fail($"The socket '{Marshal.PtrToStringUTF8((nint)path)}' cannot be made", socket);
    }

    /// <summary>Lets clients connect; they wait until they are accepted.</summary>
    /// <param name="socket">The socket, bound.</param>
    /// <param name="backlog">How many may wait.</param>
    /// <exception cref="IOException">The system's reason.</exception>
    public static void Listen(int socket, int backlog)
    {
        if (ListenTo(socket, backlog) != 0)
        {
            throw Fail("The control socket cannot be listened to", socket);
        }
    }

    /// <summary>Whether somebody listens at a path. True also where that cannot be told, so that nothing is taken away from anybody.</summary>
    public static bool IsListenedTo(string path)
    {
        byte* address = stackalloc byte[AddressBytes];
        *(ushort*)address = UnixFamily;
        int length = WritePath(path, address + FamilyBytes, MaxPathBytes + 1);
        int socket = Make(UnixFamily, StreamType | CloseOnExec | NonBlocking, 0);
        try
        {
            return socket < 0 || length < 0 || Connect(socket, address, (uint)(FamilyBytes + length + 1)) == 0 || Marshal.GetLastPInvokeError() != ConnectionRefused;
        }
        finally
        {
            Close(socket);
        }
    }

    /// <summary>Takes a client that waits; -1 when there is none (or no room for one).</summary>
    public static int TryAccept(int listener)
    {
        int client;
        do
        {
            client = Accept(listener, null, null, CloseOnExec | NonBlocking);
        }
        while (client < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return client;
    }

    /// <summary>Waits for a client.</summary>
    public static void WaitForClient(int listener) => Wait(listener, ReadReady, Timeout.Infinite);

    /// <summary>Who is at the other end: process, user and primary group at the moment when it connected.</summary>
    /// <exception cref="IOException">The system does not tell.</exception>
    public static (int Process, uint User, uint Group) GetPeer(int socket)
    {
        uint* credentials = stackalloc uint[3];
        uint size = 3 * sizeof(uint);
        return GetOption(socket, SocketLevel, PeerCredentialsOption, credentials, &size) == 0
            ? ((int)credentials[0], credentials[1], credentials[2])
            : throw new IOException($"The system does not tell who connected: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>The other groups of who is at the other end; none where the system does not tell.</summary>
    public static uint[] GetPeerGroups(int socket)
    {
        // NGROUPS_MAX of Linux.
        const int Most = 65536;
        uint[] groups = new uint[Most];
        uint size = Most * sizeof(uint);
        fixed (uint* start = groups)
        {
            return GetOption(socket, SocketLevel, PeerGroupsOption, start, &size) == 0 ? groups[..(int)(size / sizeof(uint))] : [];
        }
    }

    /// <summary>Receives what there is, waiting until a time by <see cref="Environment.TickCount64"/>. 0 at the end.</summary>
    /// <exception cref="IOException">The client is gone, or the time is over.</exception>
    public static int Receive(int socket, Span<byte> buffer, long deadline)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                nint count = Receive(socket, start, (nuint)buffer.Length, 0);
                if (count >= 0)
                {
                    return (int)count;
                }

                WaitUntil(socket, ReadReady, deadline, Marshal.GetLastPInvokeError());
            }
        }
    }

    /// <summary>Sends all of it, waiting until a time by <see cref="Environment.TickCount64"/>.</summary>
    /// <exception cref="IOException">The client is gone, or does not read in time.</exception>
    public static void Send(int socket, ReadOnlySpan<byte> bytes, long deadline)
    {
        fixed (byte* start = bytes)
        {
            for (int sent = 0; sent < bytes.Length;)
            {
                nint count = Send(socket, start + sent, (nuint)(bytes.Length - sent), NoSignal);
                if (count >= 0)
                {
                    sent += (int)count;
                }
                else
                {
                    WaitUntil(socket, WriteReady, deadline, Marshal.GetLastPInvokeError());
                }
            }
        }
    }

    /// <summary>Closes a socket; nothing if it is negative.</summary>
    public static void Close(int socket)
    {
        if (socket >= 0)
        {
            _ = Libc.Close(socket);
        }
    }

    private static void WaitUntil(int socket, short events, long deadline, int error)
    {
        if (error == Interrupted)
        {
            return;
        }

        long left = deadline == long.MaxValue ? Timeout.Infinite : Math.Max(0, deadline - Environment.TickCount64);
        if (error != TryAgain || !Wait(socket, events, (int)left))
        {
            throw new IOException(error == TryAgain ? "The client takes too long." : $"The client is gone: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>False when the time is over; true also when it may be worth another try.</summary>
    private static bool Wait(int socket, short events, int timeoutMs)
    {
        var poll = new PollEntry { Descriptor = socket, Events = events };
        return Poll(&poll, 1, timeoutMs) != 0;
    }

    private static IOException Fail(string what, int socket)
    {
        string reason = Marshal.GetLastPInvokeErrorMessage();
        Close(socket);
        return new IOException($"{what}: {reason}.");
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Make(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Bind(int socket, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ListenTo(int socket, int backlog);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Connect(int socket, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Accept(int socket, byte* address, uint* length, int flags);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetOption(int socket, int level, int option, uint* value, uint* size);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Receive(int socket, byte* buffer, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Send(int socket, byte* buffer, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeMode(int socket, uint mode);

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(PollEntry* entries, nuint count, int timeoutMs);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Occurred;
    }
}
