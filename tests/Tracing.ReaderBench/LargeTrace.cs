using System.Buffers.Binary;
using System.Globalization;

namespace Tracing.ReaderBench;

/// <summary>Writes traces of any size: one packet again and again, with another begin, end and number.</summary>
internal static class LargeTrace
{
    /// <summary>Events have the low 32 bits of their time, so that a packet can be moved by multiples of this without changing them, ns.</summary>
    private const ulong Step = 1UL << 32;

    private const int HeadSize = 4 + 8 + (6 * 8);
    private const int EventSize = 2 + 4 + 8 + 4 + 9;
    private const int Events = 40_000;

    private const string Metadata = """
        /* CTF 1.8 */
        typealias integer { size = 16; align = 8; } := uint16_t;
        typealias integer { size = 32; align = 8; } := uint32_t;
        typealias integer { size = 64; align = 8; } := uint64_t;
        trace { major = 1; minor = 8; byte_order = le; packet.header := struct { uint32_t magic; uint64_t stream_instance_id; }; };
        clock { name = "monotonic"; freq = 1000000000; offset_s = 1700000000; absolute = true; };
        typealias integer { size = 32; align = 8; map = clock.monotonic.value; } := clock32_t;
        typealias integer { size = 64; align = 8; map = clock.monotonic.value; } := clock64_t;
        stream {
            packet.context := struct {
                clock64_t timestamp_begin; clock64_t timestamp_end; uint64_t content_size; uint64_t packet_size;
                uint64_t packet_seq_num; uint64_t events_discarded;
            };
            event.header := struct {
                enum : uint16_t { compact = 0 ... 65534, extended = 65535 } id;
                variant <id> {
                    struct { clock32_t timestamp; } compact;
                    struct { uint32_t id; clock64_t timestamp; } extended;
                } v;
            } align(8);
        };
        event { name = "large:Row"; id = 0; fields := struct { uint64_t _number; uint32_t _size; string _text; }; };

        """;

    /// <summary>Writes a trace.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="bytes">How large, about.</param>
    /// <param name="streams">How many streams, all through the same time.</param>
    public static void Write(string folder, long bytes, int streams)
    {
        File.WriteAllText(Path.Combine(folder, "metadata"), Metadata);
        for (int stream = 0; stream < streams; stream++)
        {
            byte[] packet = Packet((ulong)stream);
            using FileStream file = File.Create(Path.Combine(folder, "c_" + stream.ToString(CultureInfo.InvariantCulture)), bufferSize: 0);
            for (ulong number = 0; (long)number * packet.Length < bytes / streams; number++)
            {
                Span<byte> context = packet.AsSpan(12);
                BinaryPrimitives.WriteUInt64LittleEndian(context, number * Step);
                BinaryPrimitives.WriteUInt64LittleEndian(context[8..], (number * Step) + (Step - 1));
                BinaryPrimitives.WriteUInt64LittleEndian(context[32..], number);
                file.Write(packet);
            }
        }
    }

    private static byte[] Packet(ulong stream)
    {
        byte[] packet = new byte[HeadSize + (Events * EventSize)];
        BinaryPrimitives.WriteUInt32LittleEndian(packet, 0xC1FC1FC1);
        BinaryPrimitives.WriteUInt64LittleEndian(packet.AsSpan(4), stream);
        BinaryPrimitives.WriteUInt64LittleEndian(packet.AsSpan(28), (ulong)packet.Length * 8);
        BinaryPrimitives.WriteUInt64LittleEndian(packet.AsSpan(36), (ulong)packet.Length * 8);
        for (int i = 0; i < Events; i++)
        {
            Span<byte> at = packet.AsSpan(HeadSize + (i * EventSize));
            BinaryPrimitives.WriteUInt32LittleEndian(at[2..], (uint)((ulong)i * (Step / Events)));
            BinaryPrimitives.WriteUInt64LittleEndian(at[6..], (ulong)i);
            BinaryPrimitives.WriteUInt32LittleEndian(at[14..], 8);
            "12345678\0"u8.CopyTo(at[18..]);
        }

        return packet;
    }
}
