using System.Buffers.Binary;

namespace Tracing.Runtime.Tests.Types;

/// <summary>
/// The raw records of a trace that one thread made. Written from the layout tables alone, so that it shares no fault with
/// the writer or with the reader.
/// </summary>
internal static class StreamRecords
{
    // Packet header and packet context, byte-packed: content_size in bits at 48, the thread's name from 84 to its NUL.
    private const int ContentSizeOffset = 48;
    private const int ThreadNameOffset = 84;

    // u16 id, u32 time; or u16 65535, u32 id, u64 time.
    private const int CompactHeaderSize = 6;
    private const int ExtendedHeaderSize = 14;
    private const ushort ExtendedMark = 0xFFFF;

    /// <summary>The packets' contents, joined.</summary>
    public static byte[] Read(string trace)
    {
        string stream = Assert.Single(Directory.GetFiles(trace), static file => Path.GetFileName(file) is not ("metadata" or "tracing_0" or "tracing_1") && new FileInfo(file).Length > 0);
        byte[] file = File.ReadAllBytes(stream);
        var records = new MemoryStream();
        for (int packet = 0; packet < file.Length;)
        {
            Assert.Equal(0xC1FC1FC1u, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(packet)));
            int size = checked((int)(BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(packet + ContentSizeOffset)) / 8));
            int headerSize = ThreadNameOffset + file.AsSpan(packet + ThreadNameOffset).IndexOf((byte)0) + 1;
            records.Write(file, packet + headerSize, size - headerSize);
            packet += size;
        }

        return records.ToArray();
    }

    /// <summary>Takes an event header off the front.</summary>
    public static ReadOnlySpan<byte> SkipHeader(ReadOnlySpan<byte> records) =>
        records[(BinaryPrimitives.ReadUInt16LittleEndian(records) == ExtendedMark ? ExtendedHeaderSize : CompactHeaderSize)..];

    /// <summary>Takes a text and its NUL off the front.</summary>
    public static byte[] TakeRawText(ref ReadOnlySpan<byte> records)
    {
        int end = records.IndexOf((byte)0);
        byte[] text = records[..end].ToArray();
        records = records[(end + 1)..];
        return text;
    }
}
