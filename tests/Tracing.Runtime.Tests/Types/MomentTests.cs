using System.Globalization;

namespace Tracing.Runtime.Tests.Types;

public class MomentTests
{
    [Fact]
    public void GuidIsItsSixteenBytesInTheOrderOfItsText() => TypeCheck.Run(
        "moments:Guid",
        new(static () => MomentTrace.Guid(Guid.Empty), "00000000 0000 0000 0000 000000000000", GuidText("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")),
        new(static () => MomentTrace.Guid(s_guid), "00112233 4455 6677 8899 AABBCCDDEEFF", GuidText("0 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF")),
        new(static () => MomentTrace.Guid(Guid.AllBitsSet), "FFFFFFFF FFFF FFFF FFFF FFFFFFFFFFFF", GuidText("FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF")));

    [Fact]
    public void DateTimeIsItsTicksAndItsKind() => TypeCheck.Run(
        "moments:DateTime",
        new(static () => MomentTrace.DateTime(DateTime.MinValue), "00 00 00 00 00 00 00 00  00", DateTimeText(0, "unspecified", 0)),
        new(static () => MomentTrace.DateTime(DateTime.MaxValue), "FF 3F 37 F4 75 28 CA 2B  00", DateTimeText(3155378975999999999, "unspecified", 0)),
        new(static () => MomentTrace.DateTime(DateTime.UnixEpoch), "00 80 B5 F7 F5 7F 9F 08  01", DateTimeText(621355968000000000, "utc", 1)),
        new(static () => MomentTrace.DateTime(new DateTime(1, DateTimeKind.Local)), "01 00 00 00 00 00 00 00  02", DateTimeText(1, "local", 2)));

    [Fact]
    public void DateTimeOffsetIsItsLocalTicksAndMinutesFromUtc() => TypeCheck.Run(
        "moments:DateTimeOffset",
        new(static () => MomentTrace.DateTimeOffset(DateTimeOffset.MinValue), "00 00 00 00 00 00 00 00  00 00", "{ value = { ticks = 0, offset_minutes = 0 } }"),
        new(static () => MomentTrace.DateTimeOffset(DateTimeOffset.MaxValue), "FF 3F 37 F4 75 28 CA 2B  00 00", "{ value = { ticks = 3155378975999999999, offset_minutes = 0 } }"),
        new(static () => MomentTrace.DateTimeOffset(new DateTimeOffset(621355968000000000, TimeSpan.FromHours(14))), "00 80 B5 F7 F5 7F 9F 08  48 03", "{ value = { ticks = 621355968000000000, offset_minutes = 840 } }"),
        new(static () => MomentTrace.DateTimeOffset(new DateTimeOffset(621355968000000000, TimeSpan.FromHours(-14))), "00 80 B5 F7 F5 7F 9F 08  B8 FC", "{ value = { ticks = 621355968000000000, offset_minutes = -840 } }"));

    [Fact]
    public void TimeSpanIsItsTicks() => TypeCheck.Run(
        "moments:TimeSpan",
        new(static () => MomentTrace.TimeSpan(TimeSpan.Zero), "00 00 00 00 00 00 00 00", "{ value = 0 }"),
        new(static () => MomentTrace.TimeSpan(TimeSpan.FromSeconds(1)), "80 96 98 00 00 00 00 00", "{ value = 10000000 }"),
        new(static () => MomentTrace.TimeSpan(TimeSpan.MinValue), "00 00 00 00 00 00 00 80", "{ value = -9223372036854775808 }"),
        new(static () => MomentTrace.TimeSpan(TimeSpan.MaxValue), "FF FF FF FF FF FF FF 7F", "{ value = 9223372036854775807 }"));

    [Fact]
    public void DateOnlyIsItsDayNumber() => TypeCheck.Run(
        "moments:DateOnly",
        new(static () => MomentTrace.DateOnly(DateOnly.MinValue), "00 00 00 00", "{ value = 0 }"),
        new(static () => MomentTrace.DateOnly(new DateOnly(1970, 1, 1)), "3A F9 0A 00", "{ value = 719162 }"),
        new(static () => MomentTrace.DateOnly(DateOnly.MaxValue), "DA B9 37 00", "{ value = 3652058 }"));

    [Fact]
    public void TimeOnlyIsItsTicks() => TypeCheck.Run(
        "moments:TimeOnly",
        new(static () => MomentTrace.TimeOnly(TimeOnly.MinValue), "00 00 00 00 00 00 00 00", "{ value = 0 }"),
        new(static () => MomentTrace.TimeOnly(TimeOnly.MaxValue), "FF BF 69 2A C9 00 00 00", "{ value = 863999999999 }"));

    private static readonly Guid s_guid = new("00112233-4455-6677-8899-aabbccddeeff");

    private static string GuidText(string bytes) =>
        $"{{ value = [ {string.Join(", ", bytes.Split(' ').Select(static (value, index) => string.Create(CultureInfo.InvariantCulture, $"[{index}] = 0x{value}")))} ] }}";

    private static string DateTimeText(long ticks, string kind, int value) =>
        $$"""{ value = { ticks = {{ticks}}, kind = ( "{{kind}}" : container = {{value}} ) } }""";
}

[TracepointProvider("moments")]
internal static partial class MomentTrace
{
    [Tracepoint]
    public static partial void Guid(Guid value);

    [Tracepoint]
    public static partial void DateTime(DateTime value);

    [Tracepoint]
    public static partial void DateTimeOffset(DateTimeOffset value);

    [Tracepoint]
    public static partial void TimeSpan(TimeSpan value);

    [Tracepoint]
    public static partial void DateOnly(DateOnly value);

    [Tracepoint]
    public static partial void TimeOnly(TimeOnly value);
}
