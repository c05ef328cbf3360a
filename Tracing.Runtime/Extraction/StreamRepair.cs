using Microsoft.Win32.SafeHandles;

namespace Tracing.Runtime.Extraction;

/// <summary>
/// Cuts a stream file back to its last whole packet. For streams of which no ring says how long they are; one packet that a kill cut short makes
/// readers refuse the whole trace.
/// </summary>
internal static class StreamRepair
{
    /// <summary>Cuts off what is behind the last whole packet. A file that is not there needs nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="traceId">The trace that its packets must be of.</param>
    /// <param name="nextPacket">The number of the first packet that does not belong there either, since its consumer did not come to say that it had it.</param>
    /// <returns>What is left, in bytes, and the last packet's number, if there is one.</returns>
    /// <exception cref="IOException">It cannot be read or cut.</exception>
    public static (long Length, ulong? Last) CutBack(string path, Guid traceId, ulong nextPacket = ulong.MaxValue)
    {
        if (!File.Exists(path))
        {
            return default;
        }

        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        long length = RandomAccess.GetLength(file);
        ulong? last = null;
        long whole = 0;
        foreach ((long offset, long size, ulong number) in PacketWalk.Of(file, traceId))
        {
            if (number >= nextPacket)
            {
                break;
            }

            whole = offset + size;
            last = number;
        }

        if (whole < length)
        {
            RandomAccess.SetLength(file, whole);
        }

        return (whole, last);
    }
}
