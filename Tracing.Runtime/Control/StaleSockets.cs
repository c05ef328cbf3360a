using System.Globalization;
using Tracing.Control;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>Sockets that processes left which died without their own doing.</summary>
internal static unsafe class StaleSockets
{
    /// <summary>As <see cref="ProcessIdentity.IsAlive"/> has it: 2 s, in ticks.</summary>
    private const long StartTolerance = 2 * TimeSpan.TicksPerSecond;

    /// <summary>Removes those in a folder, if there are any by a first look, which costs little. Never throws.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The same as UTF-8, ended by NUL.</param>
    public static void RemoveIfAny(string folder, byte* name)
    {
        nint handle = Libc.OpenFolder(name);
        if (handle == 0)
        {
            return;
        }

        bool isAny = false;
        for (byte* entry = Libc.ReadFolder(handle); entry is not null && !isAny; entry = Libc.ReadFolder(handle))
        {
            // A name begins with the process's id. What others put there is left alone later.
            int process = Libc.ReadNumber(entry + Libc.EntryName);
            isAny = process > 0 && Libc.Signal(process, 0) != 0;
        }

        _ = Libc.CloseFolder(handle);
        if (isAny)
        {
            Remove(folder);
        }
    }

    /// <summary>
    /// Removes those in a folder whose process is dead. Never throws. A process that cannot be seen may live in another container, so that nothing is removed at
    /// which somebody still listens.
    /// </summary>
    public static void Remove(string folder)
    {
        try
        {
            foreach (string path in Directory.GetFiles(folder, "*" + ControlProtocol.SocketExtension))
            {
                if (TryParse(Path.GetFileNameWithoutExtension(path), out int process, out long start)
                    && Math.Abs(ProcessStart.Read(process) - start) >= StartTolerance
                    && !UnixSocket.IsListenedTo(path))
                {
                    RingFolder.DeleteFile(path);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else tidies up at the same time, or the folder is gone.
        }
    }

    private static bool TryParse(string name, out int process, out long start)
    {
        start = 0;
        int dash = name.IndexOf('-', StringComparison.Ordinal);
        return int.TryParse(name.AsSpan(0, Math.Max(0, dash)), NumberStyles.None, CultureInfo.InvariantCulture, out process)
            && long.TryParse(name.AsSpan(dash + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out start);
    }
}
