using System.Diagnostics;
using System.Threading.Channels;

namespace WebShop;

/// <summary>Orders between the requests that place them and the worker that has them paid.</summary>
internal sealed class OrderQueue(PriceList prices)
{
    private readonly Channel<Order> _orders = Channel.CreateUnbounded<Order>();
    private long _lastId;

    /// <summary>Orders that wait.</summary>
    public int Count => _orders.Reader.Count;

    /// <summary>The orders, as they come.</summary>
    public IAsyncEnumerable<Order> ReadAllAsync(CancellationToken cancellation) => _orders.Reader.ReadAllAsync(cancellation);

    /// <summary>Takes an order.</summary>
    public async Task<Order> PlaceAsync(OrderRequest request)
    {
        decimal total = request.Items * await prices.FindAsync(request.Product);
        var order = new Order(Interlocked.Increment(ref _lastId), request.Customer, request.Items, total, Stopwatch.GetTimestamp());
        WebShopTrace.OrderPlaced(order.Id, order.Customer, order.Items, order.Total);
        _orders.Writer.TryWrite(order);
        return order;
    }
}
