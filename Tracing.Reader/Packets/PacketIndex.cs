using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Tracing.Reader.Packets;

/// <summary>
/// Reads LTTng's index files: to find the next packet behind a broken one where packets have no magic number to look for, and
/// to skip packets before a time without looking at each. What it says is checked against the packets: an index can be stale or wrong.
/// </summary>
/// <remarks>
/// All integers are big endian.
/// <code>
/// offset size header                 offset size entry
///      0    4 magic 0xC1F1DCC1            0    8 packet's offset in the file, bytes
///      4    4 major, 1                    8    8 packet size, bits
///      8    4 minor, 0 or 1              16    8 content size, bits
///     12    4 bytes of an entry          24    8 begin, clock's value
///                                        32    8 end, clock's value
///                                        40    8 events discarded
///                                        48    8 stream id
/// </code>
/// </remarks>
internal static class PacketIndex
{
    private const uint Magic = 0xC1F1DCC1;
    private const int HeaderSize = 16;
    private const int MinEntrySize = 56;

    /// <summary>An entry's size at most: two fields have been added in all the years.</summary>
    private const int MaxEntrySize = 4096;

    /// <summary>Bytes of an index file at most: a million packets.</summary>
    private const long MaxSize = 72L << 20;

    /// <summary>Bytes that are read at once.</summary>
    private const int BufferSize = 64 << 10;

    /// <summary>The entries of a stream file's index, in the order of the index; none if there is no index that can be read.</summary>
    /// <param name="streamFile">Path of the stream file.</param>
    public static IEnumerable<PacketIndexEntry> Read(string streamFile)
    {
        using SafeFileHandle? handle = TryOpen(streamFile);
        byte[] buffer = new byte[BufferSize];
        if (handle is null || TryRead(handle, buffer.AsSpan(0, HeaderSize), 0) < HeaderSize
            || BinaryPrimitives.ReadUInt32BigEndian(buffer) != Magic || BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(4)) != 1)
        {
            yield break;
        }

        uint size = BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(12));
        if (size is < MinEntrySize or > MaxEntrySize)
        {
            yield break;
        }

        int whole = BufferSize / (int)size * (int)size;
        for (long offset = HeaderSize; offset < MaxSize; offset += whole)
        {
            int count = TryRead(handle, buffer.AsSpan(0, whole), offset);
            for (int at = 0; at + size <= count; at += (int)size)
            {
                yield return PacketIndexEntry.From(buffer.AsSpan(at));
            }

            if (count < whole)
            {
                yield break;
            }
        }
    }

    /// <summary>The first packet behind an offset, by the stream file's index; -1 if there is none that says so.</summary>
    /// <param name="streamFile">Path of the stream file.</param>
    /// <param name="offset">Bytes from its start.</param>
    public static long FindNext(string streamFile, long offset)
    {
        long next = -1;
        foreach (PacketIndexEntry entry in Read(streamFile))
        {
            if (entry.Offset > offset && (next < 0 || entry.Offset < next))
            {
                next = entry.Offset;
            }
        }

        return next;
    }

    private static SafeFileHandle? TryOpen(string streamFile)
    {
        try
        {
            string path = Path.Combine(Path.GetDirectoryName(streamFile)!, "index", Path.GetFileName(streamFile) + ".idx");
            return File.Exists(path) ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int TryRead(SafeFileHandle handle, Span<byte> destination, long offset)
    {
        try
        {
            // Of regular files a read gives less only at their end.
            return RandomAccess.Read(handle, destination, offset);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

/// <summary>What an index says of a packet.</summary>
/// <param name="Offset">Bytes from the stream file's start.</param>
/// <param name="PacketBits">The packet's size.</param>
/// <param name="Begin">The clock's value at its begin.</param>
/// <param name="End">The clock's value at its end.</param>
/// <param name="StreamId">Its stream class.</param>
internal readonly record struct PacketIndexEntry(long Offset, ulong PacketBits, ulong Begin, ulong End, ulong StreamId)
{
    /// <summary>Takes an entry's bytes.</summary>
    public static PacketIndexEntry From(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[32..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[48..]));
}
