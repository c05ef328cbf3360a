namespace Tracing.Runtime.Tests.Filters;

/// <summary>Tracepoints for the tests of filters; the first is the one that FilterTable is about.</summary>
[TracepointProvider("filters")]
internal static partial class FilterTrace
{
    [Tracepoint]
    public static partial void Everything(
        int small, uint unsigned, long large, ulong huge, byte octet, bool yes, double real, float single, string star, string name,
        Colour colour, Access access, int[] numbers, Point point, Guid id, decimal price, int? none, int? some, char letter, string empty, string greeting);

    [Tracepoint]
    public static partial void Other(int count);

    /// <summary>Emits the event that FilterTable is about.</summary>
    public static void EmitEverything() => Everything(
        -5, 5, 1L << 40, ulong.MaxValue, 200, true, 2.5, 0.5f, "a*b", "Ada Lovelace", Colour.Green, Access.Read | Access.Execute, [10, 20, 30],
        new Point(3, -4), new Guid("00112233-4455-6677-8899-aabbccddeeff"), 12.50m, null, 7, 'x', "", "grüße \"du\"\n");
}

internal enum Colour
{
    Red = 1,
    Green = 2,
    DarkGreen = 3,
}

[Flags]
internal enum Access
{
    Read = 1,
    Write = 2,
    Execute = 4,
}

internal readonly record struct Point(int X, int Y);
