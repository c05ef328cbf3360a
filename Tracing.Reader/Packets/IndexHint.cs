using System.Buffers.Binary;

namespace Tracing.Reader.Packets;

/// <summary>
/// Reads LTTng's index files, only to find the next packet behind a broken one where packets have no magic number to look
/// for. What it says is checked like any packet: an index can be stale or wrong.
/// </summary>
/// <remarks>
/// All integers are big endian.
/// <code>
/// offset size header                 offset size entry
///      0    4 magic 0xC1F1DCC1            0    8 packet's offset in the file, bytes
///      4    4 major, 1                    8    8 packet size, bits
///      8    4 minor, 0 or 1              16    8 content size, bits
///     12    4 bytes of an entry          24   32 begin, end, events discarded, stream id
/// </code>
/// </remarks>
internal static class IndexHint
{
    private const uint Magic = 0xC1F1DCC1;
    private const int HeaderSize = 16;
    private const int MinEntrySize = 56;

    /// <summary>Bytes of an index file at most: a million packets.</summary>
    private const long MaxSize = 72L << 20;

    /// <summary>The first packet behind an offset, by the stream file's index; -1 if there is none that says so.</summary>
    /// <param name="streamFile">Path of the stream file.</param>
    /// <param name="offset">Bytes from its start.</param>
    public static long FindNext(string streamFile, long offset)
    {
        byte[] bytes;
        try
        {
            string path = Path.Combine(Path.GetDirectoryName(streamFile)!, "index", Path.GetFileName(streamFile) + ".idx");
            if (!File.Exists(path) || new FileInfo(path).Length > MaxSize)
            {
                return -1;
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return -1;
        }

        if (bytes.Length < HeaderSize || BinaryPrimitives.ReadUInt32BigEndian(bytes) != Magic || BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4)) != 1)
        {
            return -1;
        }

        uint entrySize = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12));
        if (entrySize < MinEntrySize)
        {
            return -1;
        }

        long next = -1;
        for (long at = HeaderSize; at + entrySize <= bytes.Length; at += entrySize)
        {
            long packet = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan((int)at));
            if (packet > offset && (next < 0 || packet < next))
            {
                next = packet;
            }
        }

        return next;
    }
}
