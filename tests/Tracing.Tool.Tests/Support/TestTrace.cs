using Tracing;

namespace Tracing.Tool.Tests.Support;

/// <summary>What the tests record.</summary>
[TracepointProvider("test")]
internal static partial class TestTrace
{
    [Tracepoint]
    public static partial void Everything(
        int small, uint unsigned, long large, ulong huge, byte octet, bool yes, double real, float single, string star, string name,
        Colour colour, Access access, int[] numbers, Point point, Guid id, decimal price, int? none, int? some, char letter, string empty, string greeting);

    [Tracepoint]
    public static partial void Other(int count);

    [Tracepoint(Level = TracepointLevel.Warning)]
    public static partial void RequestBegin(long request, string path);

    [Tracepoint]
    public static partial void RequestEnd(long request, int status);

    [Marker("queue {queue} holds {depth} items")]
    public static partial void QueueDepth(string queue, int depth);
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
