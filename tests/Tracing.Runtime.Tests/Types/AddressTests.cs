using System.Net;

namespace Tracing.Runtime.Tests.Types;

public class AddressTests
{
    private static readonly IPAddress s_linkLocal = IPAddress.Parse("fe80::1%7");
    private static readonly IPAddress s_mapped = IPAddress.Parse("::ffff:192.0.2.1");
    private static readonly IPAddress s_farScope = new(new byte[16], uint.MaxValue);

    [Fact]
    public void AddressIsItsBytesWithTheirCountAndItsScope() => TypeCheck.Run(
        "addresses:Address",
        new(static () => AddressTrace.Address(IPAddress.Loopback), "04  7F 00 00 01  00 00 00 00", Text(0, 127, 0, 0, 1)),
        new(static () => AddressTrace.Address(IPAddress.Broadcast), "04  FF FF FF FF  00 00 00 00", Text(0, 255, 255, 255, 255)),
        new(static () => AddressTrace.Address(null), "00  00 00 00 00", "{ value = { length = 0, bytes = [ ], scope_id = 0 } }"),
        new(static () => AddressTrace.Address(IPAddress.IPv6Loopback), "10  0000 0000 0000 0000 0000 0000 0000 0001  00 00 00 00", Text(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)),
        new(static () => AddressTrace.Address(s_linkLocal), "10  FE80 0000 0000 0000 0000 0000 0000 0001  07 00 00 00", Text(7, 254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)),
        new(static () => AddressTrace.Address(s_farScope), "10  0000 0000 0000 0000 0000 0000 0000 0000  FF FF FF FF", Text(uint.MaxValue, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
        new(static () => AddressTrace.Address(s_mapped), "10  0000 0000 0000 0000 0000 FFFF C000 0201  00 00 00 00", Text(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1)));

    private static string Text(uint scope, params int[] bytes) =>
        $$"""{ value = { length = {{bytes.Length}}, bytes = [ {{string.Join(", ", bytes.Select(static (value, index) => $"[{index}] = {value}"))}} ], scope_id = {{scope}} } }""";
}

[TracepointProvider("addresses")]
internal static partial class AddressTrace
{
    [Tracepoint]
    public static partial void Address(IPAddress? value);
}
