using Microsoft.Win32.SafeHandles;
using Tracing.Runtime.Packets;

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
    /// <exception cref="IOException">It cannot be read or cut.</exception>
    public static void CutBack(string path, Guid traceId)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        long length = RandomAccess.GetLength(file);
        long whole = FindWhole(file, length, traceId);
        if (whole < length)
        {
            RandomAccess.SetLength(file, whole);
        }
    }

    private static long FindWhole(SafeFileHandle file, long length, Guid traceId)
    {
        byte[] header = new byte[PacketHeader.MinSize];
        long whole = 0;

        // Each size is at least a header's, so the walk comes to an end.
        while (length - whole >= header.Length
            && TryFill(file, whole, header)
            && PacketHeader.TryReadSize(header, traceId, out long size)
            && size <= length - whole)
        {
            whole += size;
        }

        return whole;
    }

    private static bool TryFill(SafeFileHandle file, long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int size = RandomAccess.Read(file, destination, offset);
            if (size == 0)
            {
                return false;
            }

            destination = destination[size..];
            offset += size;
        }

        return true;
    }
}
