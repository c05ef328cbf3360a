using System.Globalization;
using System.Text;
using Tracing.Runtime.Clock;

namespace Tracing.Runtime.Metadata;

/// <summary>The first block of a trace's metadata: what all its streams and events refer to.</summary>
internal static class Prolog
{
    /// <summary>Readers look for these very bytes at the file's begin.</summary>
    private const string Signature = "/* CTF 1.8 */";

    /// <summary>
    /// Names of types. Those of .NET's own types let a reader give values back as what they were; to any other reader
    /// they are plain integers, floats and structs. The length of an address has no underscore in front, as own fields do:
    /// babeltrace2 2.0.4 does not find a length that has one inside a named struct. The writer's half is RecordWriter.WellKnown.
    /// </summary>
    private const string Types = """
        typealias integer { size = 8; align = 8; signed = true; } := int8_t;
        typealias integer { size = 16; align = 8; signed = true; } := int16_t;
        typealias integer { size = 32; align = 8; signed = true; } := int32_t;
        typealias integer { size = 64; align = 8; signed = true; } := int64_t;
        typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
        typealias integer { size = 16; align = 8; signed = false; } := uint16_t;
        typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
        typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
        typealias integer { size = 8; align = 8; signed = false; base = 16; } := byte_t;
        typealias floating_point { exp_dig = 8; mant_dig = 24; align = 8; } := float32_t;
        typealias floating_point { exp_dig = 11; mant_dig = 53; align = 8; } := float64_t;
        enum dotnet_bool : uint8_t { "false" = 0, "true" = 1 };
        enum dotnet_datetimekind : uint8_t { "unspecified" = 0, "utc" = 1, "local" = 2 };
        typealias integer { size = 16; align = 8; signed = false; } := dotnet_char;
        typealias integer { size = 64; align = 8; signed = true; } := dotnet_nint;
        typealias integer { size = 64; align = 8; signed = false; } := dotnet_nuint;
        typealias floating_point { exp_dig = 8; mant_dig = 24; align = 8; } := dotnet_half;
        typealias integer { size = 64; align = 8; signed = true; } := dotnet_timespan;
        typealias integer { size = 32; align = 8; signed = true; } := dotnet_dateonly;
        typealias integer { size = 64; align = 8; signed = true; } := dotnet_timeonly;
        typealias integer { size = 8; align = 8; signed = false; base = 16; } := dotnet_guid_byte;
        typealias string { encoding = UTF8; } := dotnet_type;
        struct dotnet_int128 { uint64_t _low; int64_t _high; };
        struct dotnet_uint128 { uint64_t _low; uint64_t _high; };
        struct dotnet_decimal { uint64_t _low; uint32_t _high; uint8_t _scale; enum dotnet_bool _negative; };
        struct dotnet_datetime { int64_t _ticks; enum dotnet_datetimekind _kind; };
        struct dotnet_datetimeoffset { int64_t _ticks; int16_t _offset_minutes; };
        struct dotnet_ipaddress { uint8_t length; uint8_t _bytes[length]; uint32_t _scope_id; };

        """;

    /// <summary>The text of the block.</summary>
    public static string Format(Guid traceId, IReadOnlyList<KeyValuePair<string, object>> environment, ClockDescription clock)
    {
        var text = new StringBuilder();
        text.Append(Signature).Append("\n\n").Append(Types);
        text.Append(CultureInfo.InvariantCulture, $$"""
            trace {
                major = 1;
                minor = 8;
                uuid = "{{traceId}}";
                byte_order = {{(BitConverter.IsLittleEndian ? "le" : "be")}};
                packet.header := struct {
                    uint32_t magic;
                    uint8_t uuid[16];
                    uint32_t stream_id;
                    uint64_t stream_instance_id;
                };
            };

            """);
        text.Append("env {\n");
        foreach ((string name, object value) in environment)
        {
            string literal = value is string entry ? Tsdl.Quote(entry) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            text.Append(CultureInfo.InvariantCulture, $"    {name} = {literal};\n");
        }

        text.Append("};\n");
        text.Append(CultureInfo.InvariantCulture, $$"""
            clock {
                name = "{{clock.Name}}";
                uuid = "{{clock.Uuid}}";
                description = {{Tsdl.Quote(clock.Text)}};
                freq = {{clock.Frequency}};
                offset_s = {{clock.OffsetSeconds}};
                offset = {{clock.Offset}};
                absolute = {{(clock.IsAbsolute ? "true" : "false")}};
            };
            typealias integer { size = 32; align = 8; signed = false; map = clock.{{clock.Name}}.value; } := clock32_t;
            typealias integer { size = 64; align = 8; signed = false; map = clock.{{clock.Name}}.value; } := clock64_t;
            struct packet_context {
                clock64_t timestamp_begin;
                clock64_t timestamp_end;
                uint64_t content_size;
                uint64_t packet_size;
                uint64_t packet_seq_num;
                uint64_t events_discarded;
                uint32_t _vtid;
                string _thread_name;
            };
            struct packet_context_cpu {
                clock64_t timestamp_begin;
                clock64_t timestamp_end;
                uint64_t content_size;
                uint64_t packet_size;
                uint64_t packet_seq_num;
                uint64_t events_discarded;
                uint32_t cpu_id;
            };
            struct event_header_large {
                enum : uint16_t { compact = 0 ... 65534, extended = 65535 } id;
                variant <id> {
                    struct { clock32_t timestamp; } compact;
                    struct { uint32_t id; clock64_t timestamp; } extended;
                } v;
            } align(8);

            """);
        return text.ToString();
    }
}
