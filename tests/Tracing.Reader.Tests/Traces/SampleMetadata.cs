namespace Tracing.Reader.Tests.Traces;

/// <summary>Metadata in the form that Tracing.Runtime writes, and events to go with it.</summary>
internal static class SampleMetadata
{
    public static readonly Guid Uuid = new("11223344-5566-7788-99aa-bbccddeeff00");

    public const string Prolog = """
        /* CTF 1.8 */
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
        typealias integer { size = 64; align = 8; signed = true; } := dotnet_timespan;
        typealias integer { size = 32; align = 8; signed = true; } := dotnet_dateonly;
        typealias integer { size = 64; align = 8; signed = true; } := dotnet_timeonly;
        typealias integer { size = 8; align = 8; signed = false; base = 16; } := dotnet_guid_byte;
        struct dotnet_int128 { uint64_t _low; int64_t _high; };
        struct dotnet_decimal { uint64_t _low; uint32_t _high; uint8_t _scale; enum dotnet_bool _negative; };
        struct dotnet_datetime { int64_t _ticks; enum dotnet_datetimekind _kind; };
        struct dotnet_datetimeoffset { int64_t _ticks; int16_t _offset_minutes; };
        struct dotnet_ipaddress { uint8_t _length; uint8_t _bytes[_length]; uint32_t _scope_id; };
        trace {
            major = 1; minor = 8; uuid = "11223344-5566-7788-99aa-bbccddeeff00"; byte_order = le;
            packet.header := struct { uint32_t magic; uint8_t uuid[16]; uint32_t stream_id; uint64_t stream_instance_id; };
        };
        env { hostname = "h"; vpid = 5; };
        clock { name = "monotonic"; freq = 1000000000; offset_s = 1700000000; offset = 0; absolute = true; };
        typealias integer { size = 32; align = 8; signed = false; map = clock.monotonic.value; } := clock32_t;
        typealias integer { size = 64; align = 8; signed = false; map = clock.monotonic.value; } := clock64_t;
        struct packet_context {
            clock64_t timestamp_begin; clock64_t timestamp_end; uint64_t content_size; uint64_t packet_size;
            uint64_t packet_seq_num; uint64_t events_discarded;
        };
        struct event_header_large {
            enum : uint16_t { compact = 0 ... 65534, extended = 65535 } id;
            variant <id> {
                struct { clock32_t timestamp; } compact;
                struct { uint32_t id; clock64_t timestamp; } extended;
            } v;
        } align(8);
        stream { id = 0; packet.context := struct packet_context; event.header := struct event_header_large; };

        """;

    /// <summary>An event block.</summary>
    public static string Event(int id, string name, string fields, string? sentence = null) => $$"""
        event {
            name = "{{name}}"; id = {{id}}; stream_id = 0; loglevel = 6;
            {{(sentence is null ? "" : $"model.emf.uri = \"marker:{sentence}\";")}}
            fields := struct { {{fields}} };
        };

        """;
}
