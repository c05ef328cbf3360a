using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace WebShop;

/// <summary>Orders between the requests that place them and the worker that has them paid.</summary>
internal sealed class OrderQueue
{
    private static OrderQueue? s_shop;

    private readonly PriceList _prices;
    private readonly Channel<Order> _orders = Channel.CreateUnbounded<Order>();
    private readonly ConcurrentDictionary<long, Order> _open = new();
    private long _lastId;

    public OrderQueue(PriceList prices)
    {
        _prices = prices;
        s_shop = this;
    }

    /// <summary>Orders that wait.</summary>
    public int Count => _orders.Reader.Count;

    /// <summary>Traces the orders that are open; this is the shop's part of a statedump.</summary>
    public static void TellState()
    {
        if (s_shop is { } shop)
        {
            WebShopTrace.ShopState(shop._open.Count);
            foreach (Order order in shop._open.Values)
            {
                WebShopTrace.OpenOrder(order.Id, order.Customer, order.Total);
            }
        }
    }

    /// <summary>Takes an order.</summary>
    public async Task<Order> PlaceAsync(OrderRequest request)
    {
        decimal total = request.Items * await _prices.FindAsync(request.Product);
        var order = new Order(Interlocked.Increment(ref _lastId), request.Customer, request.Items, total, Stopwatch.GetTimestamp());
        WebShopTrace.OrderPlaced(order.Id, order.Customer, order.Items, order.Total);
        _open[order.Id] = order;
        _orders.Writer.TryWrite(order);
        return order;
    }

    /// <summary>The orders, as they come.</summary>
    public IAsyncEnumerable<Order> ReadAllAsync(CancellationToken cancellation) => _orders.Reader.ReadAllAsync(cancellation);

    /// <summary>An order is paid.</summary>
    public void Close(Order order) => _open.TryRemove(order.Id, out _);
}
