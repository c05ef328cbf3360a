namespace WebShop;

/// <summary>Prices, most of them at hand. One product's has to be fetched each time, which is what makes a request slow now and then.</summary>
internal sealed class PriceList
{
    public const int Products = 20;

    /// <summary>The product whose price nobody cached.</summary>
    private const int Unlucky = 13;

    private readonly TimeSpan _fetching = TimeSpan.FromMilliseconds(300);

    /// <summary>The price of a product from 1 to <see cref="Products"/>.</summary>
    public async ValueTask<decimal> FindAsync(int product)
    {
        if (product == Unlucky)
        {
            WebShopTrace.PriceMissed(product);
            await Task.Delay(_fetching);
        }

        return 0.95m + product;
    }
}
