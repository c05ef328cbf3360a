namespace Tracing.Reader.Tests.Typed;

/// <summary>
/// The newest declarations; the tests read traces that older ones wrote. Those that record it are one collection: a session gets
/// the events of the whole process.
/// </summary>
[TracepointProvider("shop")]
internal static partial class ShopTrace
{
    [Tracepoint]
    public static partial void OrderPlaced(long orderId, string customer, decimal total);

    [Tracepoint]
    public static partial void Moved(Point at, int? weight, byte[] data, Color color);

    internal enum Color : short
    {
        Red = -1,
        Blue = 5,
    }

    internal readonly record struct Point(int X, int Y);
}
