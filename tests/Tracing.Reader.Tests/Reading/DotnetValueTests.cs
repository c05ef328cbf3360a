using System.Net;
using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Reading;

/// <summary>Values of .NET's types come back as themselves. The bytes are those of Tracing.Abstractions' RecordWriter.</summary>
public sealed class DotnetValueTests
{
    private static void Check(string fields, Func<PacketBytes, PacketBytes> write, Action<FieldValue> check, string text)
    {
        string metadata = SampleMetadata.Prolog + SampleMetadata.Event(0, "t:V", fields);
        using TraceFolder trace = new TraceFolder().WithMetadata(metadata).WithStream("c_0", write(new PacketBytes(1, 2).Event(0, 1)).Done());
        int events = 0;
        foreach (TraceEvent e in trace.Open())
        {
            Assert.Equal(TraceItemKind.Event, e.Kind);
            check(e["v"]);
            Assert.Equal("t:V v=" + text, e.ToString());
            events++;
        }

        Assert.Equal(1, events);
    }

    [Fact]
    public void ABooleanIsTrueOrFalse() =>
        Check("enum dotnet_bool _v;", static p => p.U8(1), static v => Assert.Equal(true, v.ToObject()), "true");

    [Fact]
    public void ACharIsItself() =>
        Check("dotnet_char _v;", static p => p.U16('ä'), static v => Assert.Equal('ä', v.AsChar()), "'ä'");

    [Fact]
    public void ADecimalKeepsItsScaleAndSign() => Check(
        "struct dotnet_decimal _v;",
        static p => p.U64(ulong.MaxValue).U32(uint.MaxValue).U8(3).U8(1),
        static v => Assert.Equal(decimal.MinValue / 1000, v.AsDecimal()),
        "-79228162514264337593543950.335");

    [Fact]
    public void AGuidReadsLikeItsText()
    {
        var guid = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        Check("dotnet_guid_byte _v[16];", p => p.Raw(guid.ToByteArray(bigEndian: true)), v => Assert.Equal(guid, v.AsGuid()), guid.ToString());
    }

    [Fact]
    public void ADateTimeKeepsItsKind()
    {
        var time = new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc);
        Check("struct dotnet_datetime _v;", p => p.U64((ulong)time.Ticks).U8(1), v => Assert.Equal(time, v.ToObject()), "2024-02-29T01:02:03.0000000Z");
    }

    [Fact]
    public void ADateTimeOffsetKeepsItsOffset()
    {
        var time = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-90));
        Check(
            "struct dotnet_datetimeoffset _v;",
            p => p.U64((ulong)time.Ticks).U16(unchecked((ushort)-90)),
            v => Assert.Equal(time, v.AsDateTimeOffset()),
            "2024-02-29T01:02:03.0000000-01:30");
    }

    [Fact]
    public void DatesAndTimesAreThemselves()
    {
        Check("dotnet_timespan _v;", static p => p.U64(unchecked((ulong)-TimeSpan.TicksPerSecond)), static v => Assert.Equal(TimeSpan.FromSeconds(-1), v.AsTimeSpan()), "-00:00:01");
        var date = new DateOnly(2024, 2, 29);
        Check("dotnet_dateonly _v;", p => p.U32((uint)date.DayNumber), v => Assert.Equal(date, v.AsDateOnly()), "2024-02-29");
        var time = new TimeOnly(23, 59, 59);
        Check("dotnet_timeonly _v;", p => p.U64((ulong)time.Ticks), v => Assert.Equal(time, v.AsTimeOnly()), "23:59:59.0000000");
    }

    [Fact]
    public void AnAddressIsOfEitherFamilyOrNull()
    {
        const string Fields = "struct dotnet_ipaddress _v;";
        Check(Fields, static p => p.U8(4).Raw([127, 0, 0, 1]).U32(0), static v => Assert.Equal(IPAddress.Loopback, v.AsIPAddress()), "127.0.0.1");
        Check(Fields, static p => p.U8(16).Raw(IPAddress.IPv6Loopback.GetAddressBytes()).U32(0), static v => Assert.Equal(IPAddress.IPv6Loopback, v.AsIPAddress()), "::1");
        Check(Fields, static p => p.U8(0).U32(0), static v => Assert.Null(v.AsIPAddress()), "null");
    }

    [Fact]
    public void AnInt128IsWhole() =>
        Check("struct dotnet_int128 _v;", static p => p.U64(5).U64(unchecked((ulong)-1)), static v => Assert.Equal(new Int128(ulong.MaxValue, 5), v.AsInt128()), "-18446744073709551611");

    [Fact]
    public void ANullableIsItsValueOrNull()
    {
        const string Fields = "enum : uint8_t { none = 0, some = 1 } __v_has; variant <__v_has> { struct {} none; int32_t some; } _v;";
        Check(Fields, static p => p.U8(0), static v => Assert.True(v.IsNull && v.ToObject() is null), "null");
        Check(Fields, static p => p.U8(1).U32(7), static v => Assert.Equal(7, v.AsInt64()), "7");
    }

    [Fact]
    public void BytesAndSequencesAreThemselves()
    {
        Check("uint32_t __v_length; byte_t _v[__v_length];", static p => p.U32(2).Raw([0xAB, 1]), static v => Assert.Equal<byte>([0xAB, 1], v.AsBytes().ToArray()), "0xAB01");
        Check("uint32_t __v_length; int16_t _v[__v_length];", static p => p.U32(2).U16(1).U16(0xFFFF), static v => Assert.Equal(-1, v[1].AsInt64()), "[1, -1]");
    }

    [Fact]
    public void FlagsAreShownTogether() =>
        Check("enum : uint8_t { \"A\" = 1, \"B\" = 2, \"C\" = 4 } _v;", static p => p.U8(5), static v => Assert.Equal(5, v.AsInt64()), "A|C");

    [Fact]
    public void WhatIsNoSuchValueIsShownAsItsParts() => Check(
        "struct dotnet_decimal _v;",
        static p => p.U64(1).U32(0).U8(200).U8(0),
        static v => Assert.Throws<InvalidOperationException>(() => v.AsDecimal()),
        "{low=1 high=0 scale=200 negative=false}");
}
