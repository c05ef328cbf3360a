using System.Runtime.InteropServices;

namespace Tracing.Runtime.Control;

/// <summary>
/// Has the system tell when a client connects, without a thread that waits: it sends a signal to the one thread that .NET has for handling signals, and that
/// hands it on to the thread pool. The signal is SIGURG: nobody uses it, and where nobody handles it, it does nothing.
/// </summary>
internal static unsafe partial class ConnectSignal
{
    // fcntl(2), signal(7): the numbers are those of all architectures that .NET runs on.
    private const int SetFlags = 4;
    private const int SetSignal = 10;
    private const int SetOwner = 15;
    private const int NonBlocking = 0x800;
    private const int SignalReady = 0x2000;
    private const int OwnerThread = 0;
    private const int OwnerProcess = 1;
    private const int Urgent = 23;

    private const string Threads = "/proc/self/task";

    /// <summary>How the .NET runtime calls its thread, as far as the system keeps names.</summary>
    private const string HandlerThread = ".NET SigHandler";

    private static PosixSignalRegistration? s_registration;

    /// <summary>Has an action called on a thread of the pool after each time that clients connected. False where the system cannot do it.</summary>
    public static bool TryArm(int listener, Action connected)
    {
        s_registration = PosixSignalRegistration.Create((PosixSignal)Urgent, context =>
        {
            // The application's own handlers for the signal are called too; without this one's word the default is to ignore it.
            connected();
        });

        // To that thread only: in others a signal would end a call into the system early, for which not every library is prepared.
        int* owner = stackalloc int[2];
        owner[1] = FindHandlerThread();
        owner[0] = owner[1] == 0 ? OwnerProcess : OwnerThread;
        owner[1] = owner[1] == 0 ? Environment.ProcessId : owner[1];
        return Control(listener, SetOwner, (nint)owner) == 0
            && Control(listener, SetSignal, Urgent) == 0
            && Control(listener, SetFlags, NonBlocking | SignalReady) == 0;
    }

    private static int FindHandlerThread()
    {
        foreach (string thread in Directory.GetDirectories(Threads))
        {
            if (File.ReadAllText(thread + "/comm").StartsWith(HandlerThread, StringComparison.Ordinal))
            {
                return int.Parse(thread.AsSpan(Threads.Length + 1), provider: System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command, nint argument);
}
