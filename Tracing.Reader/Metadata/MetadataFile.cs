using System.Buffers.Binary;
using System.Text;

namespace Tracing.Reader.Metadata;

/// <summary>Gets the TSDL text out of a trace's metadata file.</summary>
/// <remarks>
/// Plain text, or packets with this header, of which the texts are joined:
/// <code>
/// offset size field
///      0    4 magic         0x75D11D57; its order of bytes is the header's
///      4   16 uuid          the same in all packets
///     20    4 checksum      not used
///     24    4 content size  bits, header included
///     28    4 packet size   bits, header and padding included
///     32    1 compression   0
///     33    1 encryption    0
///     34    1 checksum scheme 0
///     35    1 major         1
///     36    1 minor         8
/// </code>
/// </remarks>
internal static class MetadataFile
{
    /// <summary>The file's name in a trace's folder.</summary>
    public const string FileName = "metadata";

    /// <summary>What plain text begins with; in packets it may be missing.</summary>
    public const string Signature = "/* CTF 1.8";

    /// <summary>Bytes; a trace with a hundred thousand event classes stays far below.</summary>
    private const long MaxSize = 256L << 20;

    private const uint PacketMagic = 0x75D11D57;
    private const int HeaderSize = 37;

    /// <summary>RFC 7464's record separator: each fragment of CTF 2 metadata begins with it.</summary>
    private const byte RecordSeparator = 0x1E;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TraceFormatException">It is no CTF 1.8 metadata.</exception>
    public static string Read(string path)
    {
        byte[] bytes;
        try
        {
            long size = new FileInfo(path).Length;
            if (size > MaxSize)
            {
                throw Error(path, 0, $"metadata of at most {MaxSize} bytes", $"{size}");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Error(path, -1, "a readable file", exception.Message);
        }

        return Read(bytes, path);
    }

    /// <summary>Reads the file's bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">Its path, for messages.</param>
    public static string Read(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length == 0)
        {
            throw Error(path, 0, "TSDL text", "an empty file");
        }

        if (bytes[0] == RecordSeparator || (bytes.TrimStart(" \t\r\n"u8) is [(byte)'{', ..]))
        {
            throw Error(path, 0, "CTF 1.8 metadata", "a JSON text: this is a CTF 2 trace, which is not supported");
        }

        if (bytes.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) is PacketMagic)
        {
            return ReadPackets(bytes, isBigEndian: false, path);
        }

        if (bytes.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(bytes) is PacketMagic)
        {
            return ReadPackets(bytes, isBigEndian: true, path);
        }

        string text = Encoding.UTF8.GetString(bytes);
        return HasSignature(text)
            ? text
            : throw Error(path, 0, "the text '/* CTF 1.8' or a metadata packet", Describe(bytes));
    }

    private static bool HasSignature(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart(" \t\r\n");
        if (!rest.StartsWith("/*", StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[2..].TrimStart(" \t");
        if (!rest.StartsWith("CTF 1.8", StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest["CTF 1.8".Length..];
        return rest.Length == 0 || !char.IsAsciiDigit(rest[0]);
    }

    private static string ReadPackets(ReadOnlySpan<byte> bytes, bool isBigEndian, string path)
    {
        // Joined before they are decoded: a character can be cut in two.
        using var text = new MemoryStream(bytes.Length);
        ReadOnlySpan<byte> uuid = default;
        int offset = 0;
        for (int number = 0; offset < bytes.Length; number++)
        {
            ReadOnlySpan<byte> packet = bytes[offset..];
            if (packet.Length < HeaderSize)
            {
                throw Error(path, offset, $"a metadata packet header of {HeaderSize} bytes", $"{packet.Length} bytes", number);
            }

            uint magic = ReadUInt32(packet, isBigEndian);
            uint contentSizeBits = ReadUInt32(packet[24..], isBigEndian);
            uint packetSizeBits = ReadUInt32(packet[28..], isBigEndian);
            if (magic != PacketMagic)
            {
                throw Error(path, offset, $"the magic number 0x{PacketMagic:X8}", $"0x{magic:X8}", number);
            }

            if (packet[32] != 0 || packet[33] != 0 || packet[34] != 0)
            {
                throw Error(path, offset + 32, "no compression, encryption or checksum", $"{packet[32]}, {packet[33]}, {packet[34]}", number);
            }

            if (packet[35] != 1 || packet[36] != 8)
            {
                throw Error(path, offset + 35, "version 1.8", $"{packet[35]}.{packet[36]}", number);
            }

            if (number > 0 && !packet.Slice(4, 16).SequenceEqual(uuid))
            {
                throw Error(path, offset + 4, "the uuid of the packets before", "another", number);
            }

            uuid = packet.Slice(4, 16);
            uint contentSize = contentSizeBits / 8;
            uint packetSize = packetSizeBits / 8;
            if (contentSize < HeaderSize || contentSize > packetSize || contentSize > packet.Length || contentSizeBits % 8 != 0)
            {
                throw Error(path, offset + 24, $"a content size from {HeaderSize * 8} bits to the packet's and the file's", $"{contentSizeBits} of {packetSizeBits} bits, {packet.Length} bytes left", number);
            }

            text.Write(packet[HeaderSize..(int)contentSize]);

            // The padding of the last packet may be missing.
            offset += (int)Math.Min(packetSize, (uint)packet.Length);
        }

        return Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static string Describe(ReadOnlySpan<byte> bytes) => "the bytes " + Convert.ToHexString(bytes[..Math.Min(bytes.Length, 8)]);

    private static TraceFormatException Error(string path, long offset, string expected, string found, long packet = -1) =>
        new(new TraceProblem(path, packet, offset, expected, found));
}
