using System.Diagnostics;

namespace WebShop;

/// <summary>Has the orders paid, one after the other, beside the requests.</summary>
internal sealed class OrderWorker(OrderQueue queue) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (Order order in queue.ReadAllAsync(stoppingToken))
        {
            Tenant.Current = order.Customer;
            WebShopTrace.QueueDepth(queue.Count);
            if (WebShopTrace.OrderPaidEnabled)
            {
                WebShopTrace.OrderPaid(order.Id, Stopwatch.GetElapsedTime(order.PlacedAt).TotalMilliseconds);
            }
        }
    }
}
