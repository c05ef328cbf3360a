using Tracing;

namespace WebShop;

/// <summary>What the shop tells of itself. While nobody records, each of these calls costs a compare and a jump.</summary>
[TracepointProvider("webshop")]
internal static partial class WebShopTrace
{
    [Tracepoint]
    public static partial void RequestBegin(long request, string method, string path);

    /// <summary>The sentence is in the trace once; the arguments are recorded as numbers and text.</summary>
    [Marker("{method,-4} {path} gave {status:D3} after {elapsed:0.0} ms (request {request})")]
    public static partial void RequestEnd(long request, string method, string path, int status, double elapsed);

    [Tracepoint]
    public static partial void OrderPlaced(long order, string customer, int items, decimal total);

    [Marker("order {order} is paid after {waited:0.0} ms in the queue")]
    public static partial void OrderPaid(long order, double waited);

    [Tracepoint(Level = TracepointLevel.Debug)]
    public static partial void QueueDepth(int orders);

    [Marker("price of product {product} was not cached", Level = TracepointLevel.Warning)]
    public static partial void PriceMissed(int product);
}
