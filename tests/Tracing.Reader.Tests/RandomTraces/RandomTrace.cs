using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tracing.Reader.Tests.RandomTraces;

/// <summary>A valid trace of random make, with the events that a reader must find.</summary>
internal sealed class RandomTrace
{
    private const int MaxFields = 6;
    private const int MaxEventsInPacket = 8;

    private readonly Random _random;
    private readonly bool _isBigEndian;
    private readonly StringBuilder _metadata = new();
    private readonly SortedDictionary<ulong, string> _events = [];
    private readonly List<(string Name, byte[] Bytes)> _files = [];
    private ulong _time = 1000;

    private RandomTrace(int seed)
    {
        _random = new Random(seed);
        _isBigEndian = _random.Next(2) == 0;
    }

    public string Metadata => _metadata.ToString();

    public IReadOnlyList<(string Name, byte[] Bytes)> Files => _files;

    /// <summary>The events by time, as JSON objects with name, ts, contexts and fields.</summary>
    public IReadOnlyCollection<string> Events => _events.Values;

    public static RandomTrace Make(int seed)
    {
        var trace = new RandomTrace(seed);
        string order = trace._isBigEndian ? "be" : "le";
        trace._metadata.Append(CultureInfo.InvariantCulture, $$"""
            /* CTF 1.8 */
            typealias integer { size = 8; align = 8; } := u8;
            typealias integer { size = 16; align = 8; } := u16;
            typealias integer { size = 32; align = 8; } := u32;
            typealias integer { size = 64; align = 8; } := u64;
            trace { major = 1; minor = 8; uuid = "11223344-5566-7788-99aa-bbccddeeff00"; byte_order = {{order}};
                packet.header := struct { u32 magic; u8 uuid[16]; u32 stream_id; u64 stream_instance_id; }; };
            clock { name = "c"; freq = 1000000000; offset_s = 0; offset = 0; absolute = true; };
            typealias integer { size = 64; align = 8; map = clock.c.value; } := ts64;
            typealias integer { size = 32; align = 8; map = clock.c.value; } := ts32;
            typealias integer { size = 27; align = 1; map = clock.c.value; } := ts27;

            """);
        List<StreamClassMaker> classes = [.. Enumerable.Range(0, trace._random.Next(1, 3)).Select(id => new StreamClassMaker(trace, id))];
        foreach (StreamClassMaker made in classes)
        {
            for (int i = trace._random.Next(1, 3); i > 0; i--)
            {
                made.WriteFile(trace._files.Count);
            }
        }

        return trace;
    }

    /// <summary>A stream class: its layout, and the files of its streams.</summary>
    private sealed class StreamClassMaker
    {
        private static readonly string[] s_headers =
        [
            "struct { u16 id; ts64 timestamp; }",
            "struct { enum : u16 { compact = 0 ... 65534, extended = 65535 } id; variant <id> { struct { ts32 timestamp; } compact; struct { u32 id; ts64 timestamp; } extended; } v; } align(8)",
            "struct { enum : integer { size = 5; align = 1; } { compact = 0 ... 30, extended = 31 } id; variant <id> { struct { ts27 timestamp; } compact; struct { u32 id; ts64 timestamp; } extended; } v; } align(8)",
            "struct { u8 id; ts32 timestamp; }",
        ];

        private readonly RandomTrace _trace;
        private readonly Random _random;
        private readonly int _id;
        private readonly int _header;
        private readonly RandomStructure? _packetContext;
        private readonly RandomStructure? _commonContext;
        private readonly List<(RandomStructure? Context, RandomStructure Fields)> _events = [];

        public StreamClassMaker(RandomTrace trace, int id)
        {
            _trace = trace;
            _random = trace._random;
            _id = id;
            _header = _random.Next(s_headers.Length);
            _packetContext = _random.Next(2) == 0 ? RandomStructure.Make(_random, trace._isBigEndian, 3) : null;
            _commonContext = _random.Next(2) == 0 ? RandomStructure.Make(_random, trace._isBigEndian, 3) : null;
            string extra = _packetContext is null ? "" : _packetContext.Declare("extra");
            trace._metadata.Append(CultureInfo.InvariantCulture, $$"""
                stream { id = {{id}};
                    packet.context := struct { ts64 timestamp_begin; ts64 timestamp_end; u64 content_size; u64 packet_size; u64 packet_seq_num; u64 events_discarded; {{extra}} };
                    event.header := {{s_headers[_header]}};
                    {{(_commonContext is null ? "" : $"event.context := {_commonContext.Type()};")}} };

                """);
            for (int i = _random.Next(1, 4); i > 0; i--)
            {
                RandomStructure? context = _random.Next(3) == 0 ? RandomStructure.Make(_random, trace._isBigEndian, 3) : null;
                RandomStructure fields = RandomStructure.Make(_random, trace._isBigEndian, MaxFields);
                trace._metadata.Append(CultureInfo.InvariantCulture, $$"""
                    event { name = "s{{id}}:e{{_events.Count}}"; id = {{_events.Count}}; stream_id = {{id}};
                        {{(context is null ? "" : $"context := {context.Type()};")}} fields := {{fields.Type()}}; };

                    """);
                _events.Add((context, fields));
            }
        }

        public void WriteFile(int instance)
        {
            var bytes = new List<byte>();
            for (int number = 0, packets = _random.Next(1, 4); number < packets; number++)
            {
                bytes.AddRange(Packet(instance, number));
            }

            _trace._files.Add(($"stream_{instance}", [.. bytes]));
        }

        private byte[] Packet(int instance, int number)
        {
            bool isBigEndian = _trace._isBigEndian;
            var bits = new BitWriter();
            bits.Integer(0xC1FC1FC1, 32, isBigEndian);
            bits.Bytes(SampleUuid);
            bits.Integer((ulong)_id, 32, isBigEndian);
            bits.Integer((ulong)instance, 64, isBigEndian);
            int contextAlignment = Math.Max(8, _packetContext?.Alignment ?? 8);
            bits.Align(contextAlignment);
            int context = bits.Position;
            ulong begin = Next();
            for (int i = 0; i < 6; i++)
            {
                bits.Integer(i == 4 ? (ulong)number : i == 0 ? begin : 0, 64, isBigEndian);
            }

            var extra = new ArrayBufferWriter<byte>();
            if (_packetContext is not null)
            {
                using var json = new Utf8JsonWriter(extra);
                _packetContext.Write(bits, json, _random);
            }

            ulong clock = begin;
            for (int i = _random.Next(MaxEventsInPacket + 1); i > 0; i--)
            {
                clock = Event(bits, clock, Encoding.UTF8.GetString(extra.WrittenSpan));
            }

            int content = bits.Position;
            bits.Align(8);
            bits.Bytes(new byte[_random.Next(3) == 0 ? _random.Next(100) : 0]);
            bits.Patch(context + 64, Next(), 64, isBigEndian);
            bits.Patch(context + 128, (ulong)content, 64, isBigEndian);
            bits.Patch(context + 192, (ulong)bits.Position, 64, isBigEndian);
            return bits.ToArray();
        }

        private ulong Event(BitWriter bits, ulong clock, string extra)
        {
            ulong time = Next();
            int id = _random.Next(_events.Count);
            WriteHeader(bits, id, time, clock);
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteString("name", $"s{_id}:e{id}");
                json.WriteNumber("ts", time);
                if (_packetContext is not null)
                {
                    json.WritePropertyName("packet_context");
                    json.WriteRawValue($"{{\"extra\":{extra}}}");
                }

                WriteScope(bits, json, "common_context", _commonContext);
                WriteScope(bits, json, "specific_context", _events[id].Context);
                WriteScope(bits, json, "fields", _events[id].Fields);
                json.WriteEndObject();
            }

            _trace._events.Add(time, Encoding.UTF8.GetString(buffer.WrittenSpan));
            return time;
        }

        private void WriteScope(BitWriter bits, Utf8JsonWriter json, string name, RandomStructure? scope)
        {
            if (scope is not null)
            {
                json.WritePropertyName(name);
                scope.Write(bits, json, _random);
            }
        }

        private void WriteHeader(BitWriter bits, int id, ulong time, ulong clock)
        {
            bool isBigEndian = _trace._isBigEndian;
            int stampBits = _header switch { 0 => 64, 2 => 27, _ => 32 };
            bool isExtended = _header is 1 or 2 && (time - clock >= 1UL << stampBits || _random.Next(5) == 0);
            int idBits = _header switch { 2 => 5, 3 => 8, _ => 16 };
            bits.Align(8);
            bits.Integer(isExtended ? ulong.MaxValue : (ulong)id, idBits, isBigEndian);
            if (isExtended)
            {
                bits.Align(8);
                bits.Integer((ulong)id, 32, isBigEndian);
                bits.Integer(time, 64, isBigEndian);
            }
            else
            {
                bits.Integer(time, stampBits, isBigEndian);
            }
        }

        /// <summary>A time that no other event has: then there is one order only.</summary>
        private ulong Next() => _trace._time += (ulong)_random.Next(1, 1000) * (_random.Next(50) == 0 ? 1_000_000UL : 1);
    }

    private static ReadOnlySpan<byte> SampleUuid => [0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0x00];
}
