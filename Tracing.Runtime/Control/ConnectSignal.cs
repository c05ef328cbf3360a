using System.Runtime.InteropServices;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>
/// Has the system tell when a client connects, without a thread that waits: it sends a signal to the one thread that .NET has for handling signals, and that
/// hands it on to the thread pool. The signal is SIGURG: hardly anybody uses it, and where nobody handles it, it does nothing.
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

    private static PosixSignalRegistration? s_registration;

    /// <summary>Has <see cref="ControlListener.AcceptAll"/> called on a thread of the pool after each time that clients connected. False where the system cannot do it.</summary>
    public static bool TryArm(int listener)
    {
        // The application's own handlers for the signal are called too; .NET's default for it is to do nothing.
        s_registration = PosixSignalRegistration.Create((PosixSignal)Urgent, Connected);

        // To that thread only: in others a signal would end a call into the system early, for which not every library is prepared.
        // "/proc/self/task/2147483647/comm" and NUL; a thread's name has 15 signs at the most.
        byte* path = stackalloc byte[40];
        byte* name = stackalloc byte[16];
        int thread = FindHandlerThread(path, name);
        int* owner = stackalloc int[2];
        owner[0] = thread == 0 ? OwnerProcess : OwnerThread;
        owner[1] = thread == 0 ? Environment.ProcessId : thread;
        return Control(listener, SetOwner, (nint)owner) == 0
            && Control(listener, SetSignal, Urgent) == 0
            && Control(listener, SetFlags, NonBlocking | SignalReady) == 0;
    }

    private static void Connected(PosixSignalContext context) => ControlListener.AcceptAll();

    /// <summary>The .NET runtime's thread, by the name that the system has of it; 0 if there is none.</summary>
    // Apart from memory on the stack: with that, methods with loops are compiled with all optimizations at once, which takes longer.
    private static int FindHandlerThread(byte* path, byte* name)
    {
        fixed (byte* tasks = "/proc/self/task/\0"u8, comm = "/comm\0"u8, wanted = ".NET SigHandler"u8)
        {
            nint folder = Libc.OpenFolder(tasks);
            if (folder == 0)
            {
                return 0;
            }

            int found = 0;
            byte* number = Libc.WriteText(path, tasks);
            for (byte* entry = Libc.ReadFolder(folder); entry is not null && found == 0; entry = Libc.ReadFolder(folder))
            {
                Libc.WriteText(Libc.WriteText(number, entry + Libc.EntryName), comm);
                if (Libc.ReadFile(path, name, 16) >= 15 && *(long*)name == *(long*)wanted && *(long*)(name + 7) == *(long*)(wanted + 7))
                {
                    found = Libc.ReadNumber(number);
                }
            }

            _ = Libc.CloseFolder(folder);
            return found;
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command, nint argument);
}
