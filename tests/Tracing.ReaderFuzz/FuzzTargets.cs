using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Tracing.Reader;
using Tracing.Reader.Merging;
using Tracing.Reader.Metadata;
using Tracing.Reader.Packets;

namespace Tracing.ReaderFuzz;

/// <summary>What is run on any bytes: it must end, and throw nothing but the exception for what cannot be read.</summary>
internal static class FuzzTargets
{
    private const string FileName = "input";

    /// <summary>Metadata with one event of nearly every kind of field, for streams.</summary>
    private const string SampleMetadata = """
        /* CTF 1.8 */
        typealias integer { size = 8; align = 8; } := u8;
        typealias integer { size = 16; align = 8; } := u16;
        typealias integer { size = 32; align = 8; } := u32;
        typealias integer { size = 64; align = 8; } := u64;
        trace { major = 1; minor = 8; byte_order = le; packet.header := struct { u32 magic; u32 stream_id; u64 stream_instance_id; }; };
        clock { name = "c"; freq = 1000000000; };
        typealias integer { size = 32; align = 8; map = clock.c.value; } := ts32;
        typealias integer { size = 64; align = 8; map = clock.c.value; } := ts64;
        stream { id = 0;
            packet.context := struct { ts64 timestamp_begin; ts64 timestamp_end; u64 content_size; u64 packet_size; u64 packet_seq_num; u64 events_discarded; u8 n; u8 x[n]; };
            event.header := struct { enum : u16 { compact = 0 ... 65534, extended = 65535 } id;
                variant <id> { struct { ts32 timestamp; } compact; struct { u32 id; ts64 timestamp; } extended; } v; } align(8);
            event.context := struct { u32 vtid; };
        };
        stream { id = 1;
            packet.context := struct { u32 content_size; u32 packet_size; };
            event.header := struct { u8 id; };
        };
        event { name = "a"; id = 0; stream_id = 0; fields := struct { u64 a; string b; u32 c; }; };
        event { name = "b"; id = 1; stream_id = 0; fields := struct { u16 n; u32 v[n]; u8 m; struct { u8 k; string t[k]; } s[m]; }; };
        event { name = "c"; id = 2; stream_id = 0; fields := struct { enum : u8 { none = 0, some = 1, list = 2 } tag;
            variant <tag> { struct {} none; string some; struct { u8 k; u16 t[k]; } list; } v; }; };
        event { name = "d"; id = 3; stream_id = 0; fields := struct { u64 n; struct {} v[n]; struct { struct {} w[1000]; } x[n]; }; };
        event { name = "e"; id = 4; stream_id = 0; fields := struct { integer { size = 3; } a; integer { size = 13; signed = true; } b;
            floating_point { exp_dig = 11; mant_dig = 53; align = 64; } c; integer { size = 8; align = 8; encoding = UTF8; } t[7]; }; };
        event { name = "f"; id = 0; stream_id = 1; fields := struct { u8 n; struct { u8 m; u16 v[m]; } align(32) s[n]; enum : u8 { x = 0 ... 3, y = 2 } e; }; };
        """;

    private static readonly TraceDescription s_sample = Compile(Encoding.UTF8.GetBytes(SampleMetadata));

    /// <summary>By name.</summary>
    public static Action<byte[]>? Find(string name) => name switch
    {
        "metadata" => Metadata,
        "stream" => Stream,
        "trace" => Trace,
        _ => null,
    };

    /// <summary>The bytes are a metadata file.</summary>
    public static void Metadata(byte[] bytes)
    {
        try
        {
            Read(Compile(bytes), []);
        }
        catch (TraceFormatException)
        {
            // It says what is wrong.
        }
    }

    /// <summary>The bytes are a stream file of <see cref="SampleMetadata"/>.</summary>
    public static void Stream(byte[] bytes) => Read(s_sample, bytes);

    /// <summary>The bytes are the metadata's length, 32 bits in little endian, the metadata, and a stream file.</summary>
    public static void Trace(byte[] bytes)
    {
        int length = bytes.Length < 4 ? 0 : (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes), (uint)bytes.Length - 4);
        try
        {
            Read(Compile(bytes.AsSpan(Math.Min(4, bytes.Length), length)), bytes[Math.Min(4 + length, bytes.Length)..]);
        }
        catch (TraceFormatException)
        {
            // It says what is wrong.
        }
    }

    /// <summary>A trace as <see cref="Trace"/> takes it.</summary>
    public static byte[] Join(byte[] metadata, byte[] stream)
    {
        byte[] joined = [0, 0, 0, 0, .. metadata, .. stream];
        BinaryPrimitives.WriteInt32LittleEndian(joined, metadata.Length);
        return joined;
    }

    private static TraceDescription Compile(ReadOnlySpan<byte> metadata) =>
        TraceCompiler.Compile(TsdlParser.Parse(MetadataFile.Read(metadata, FileName), FileName), new TraceDescription(FileName, ""), FileName);

    private static void Read(TraceDescription trace, byte[] bytes)
    {
        using var walk = new TraceWalk(new TraceReaderOptions());
        walk.Add(new TraceStream(trace, FileName, 0, null, 0)).Add(new StreamFile(trace, FileName, FileName, new ArraySource(bytes)));
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        var visitor = new CountingVisitor();
        long items = 0;
        while (walk.MoveNext())
        {
            // An event has a bit at least, a problem a byte of its own.
            if (++items > (bytes.LongLength * 9) + 16)
            {
                throw new InvalidOperationException($"{items} items in {bytes.Length} bytes");
            }

            var item = new TraceEvent(walk.Current);
            item.Fields.Visit(ref visitor);
            item.CommonContext.Visit(ref visitor);
            item.PacketContext.Visit(ref visitor);
            output.ResetWrittenCount();
            item.WriteText(output);
            output.ResetWrittenCount();
            json.Reset();
            item.WriteJson(json);
            json.Flush();
            foreach (FieldValue field in item.Fields)
            {
                _ = field.ToObject();
            }
        }
    }

    private struct CountingVisitor : IFieldVisitor
    {
        private long _count;

        public void OnSigned(FieldInfo field, long value) => _count++;

        public void OnUnsigned(FieldInfo field, ulong value) => _count++;

        public void OnFloat(FieldInfo field, double value) => _count++;

        public void OnText(FieldInfo field, ReadOnlySpan<byte> utf8) => _count += utf8.Length;

        public void OnBegin(FieldInfo field, int count) => _count++;

        public void OnEnd(FieldInfo field) => _count--;
    }

    private sealed class ArraySource(byte[] bytes) : ByteSource
    {
        public override long Length => bytes.Length;

        public override int Read(Span<byte> destination, long offset)
        {
            int count = (int)Math.Min(destination.Length, bytes.Length - offset);
            bytes.AsSpan((int)offset, count).CopyTo(destination);
            return count;
        }

        public override void Dispose()
        {
        }
    }
}
