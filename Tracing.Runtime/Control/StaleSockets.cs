using System.Globalization;
using Tracing.Control;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>Sockets that processes left which died without their own doing.</summary>
internal static class StaleSockets
{
    /// <summary>As <see cref="ProcessIdentity.IsAlive"/> has it: 2 s, in ticks.</summary>
    private const long StartTolerance = 2 * TimeSpan.TicksPerSecond;

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
                    && !(ProcessStart.TryRead(process) is { } actual && Math.Abs(actual - start) < StartTolerance)
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
