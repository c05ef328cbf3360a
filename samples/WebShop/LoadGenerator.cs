using System.Globalization;
using System.Net.Http.Json;

namespace WebShop;

/// <summary>Customers of the shop, who look at products and buy some until their time is over.</summary>
internal static class LoadGenerator
{
    private const int Customers = 4;

    /// <summary>Nobody is interested in the product whose price is slow: who wants to see that asks for it.</summary>
    private const int PopularProducts = 12;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_thinking = TimeSpan.FromMilliseconds(2);

    /// <summary>Runs them.</summary>
    /// <param name="url">Where the shop is; waited for, if it is about to start.</param>
    /// <param name="time">How long.</param>
    public static async Task<int> RunAsync(string url, TimeSpan time)
    {
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        if (!await WaitForShopAsync(client))
        {
            await Console.Error.WriteLineAsync($"No shop answers at {url}. Start one with 'dotnet run', or set WEBSHOP_URL to where it is.");
            return 1;
        }

        using var end = new CancellationTokenSource(time);
        int[] requests = await Task.WhenAll(Enumerable.Range(0, Customers).Select(customer => BuyAsync(client, customer, end.Token)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests.Sum()} requests in {time.TotalSeconds} s"));
        return 0;
    }

    private static async Task<bool> WaitForShopAsync(HttpClient client)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!patience.IsCancellationRequested)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri("products/1", UriKind.Relative), patience.Token);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(s_retry);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return false;
    }

    private static async Task<int> BuyAsync(HttpClient client, int customer, CancellationToken end)
    {
        string name = $"customer-{customer}";
        int requests = 0;
        while (!end.IsCancellationRequested)
        {
            int product = 1 + (requests % PopularProducts);
            using var message = requests % 3 == 2
                ? new HttpRequestMessage(HttpMethod.Post, "orders") { Content = JsonContent.Create(new OrderRequest(name, product, 1 + (requests % 4))) }
                : new HttpRequestMessage(HttpMethod.Get, $"products/{product}");
            message.Headers.Add("X-Tenant", name);
            try
            {
                using HttpResponseMessage answer = await client.SendAsync(message, CancellationToken.None);
                answer.EnsureSuccessStatusCode();
            }
            catch (HttpRequestException exception)
            {
                await Console.Error.WriteLineAsync($"{name} goes home: {exception.Message}");
                return requests;
            }

            requests++;
            await Task.Delay(s_thinking, CancellationToken.None);
        }

        return requests;
    }
}
