using Microsoft.Win32.SafeHandles;
using Tracing.Runtime.Packets;

namespace Tracing.Runtime.Extraction;

/// <summary>Walks the packets of a stream file that nobody vouches for.</summary>
internal static class PacketWalk
{
    /// <summary>The whole packets from a place on, up to the first thing that is none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="traceId">The trace that they must be of.</param>
    /// <param name="begin">Where the first one begins, in bytes.</param>
    public static IEnumerable<(long Offset, long Size, ulong Number)> Of(SafeFileHandle file, Guid traceId, long begin = 0)
    {
        byte[] header = new byte[PacketHeader.MinSize];
        long length = RandomAccess.GetLength(file);

        // Each size is at least a header's, so the walk comes to an end.
        for (long offset = begin; length - offset >= header.Length && TryFill(file, offset, header)
            && PacketHeader.TryReadSize(header, traceId, out long size) && size <= length - offset; offset += size)
        {
            yield return (offset, size, PacketHeader.ReadSequenceNumber(header));
        }
    }

    /// <summary>Reads a whole range. False where the file ends before.</summary>
    public static bool TryFill(SafeFileHandle file, long offset, Span<byte> destination)
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
