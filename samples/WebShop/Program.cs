using System.Globalization;
using WebShop;

// WebShop: a small web service to look at with tracectl; docs/tour.md is the tour.
// WebShop load [SECONDS]: customers for it.
string url = Environment.GetEnvironmentVariable("WEBSHOP_URL") ?? "http://localhost:5080";
switch (args)
{
    case []:
        break;
    case ["load"]:
        return await LoadGenerator.RunAsync(url, TimeSpan.FromSeconds(10));
    case ["load", var text] when double.TryParse(text, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 100_000:
        return await LoadGenerator.RunAsync(url, TimeSpan.FromSeconds(seconds));
    default:
        await Console.Error.WriteLineAsync("usage: WebShop [load [SECONDS]]");
        return 2;
}

Tenant.Register();
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(url);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton<PriceList>();
builder.Services.AddSingleton<OrderQueue>();
builder.Services.AddHostedService<OrderWorker>();

WebApplication app = builder.Build();
app.Use(RequestTracing.Trace);
app.MapGet("/products/{product:int}", async (int product, PriceList prices) => product is >= 1 and <= PriceList.Products
    ? Results.Ok(new { product, price = await prices.FindAsync(product) })
    : Results.NotFound());
app.MapPost("/orders", async (OrderRequest request, OrderQueue queue) => request is { Product: >= 1 and <= PriceList.Products, Items: >= 1 and <= 100 }
    ? Results.Accepted(null, await queue.PlaceAsync(request))
    : Results.BadRequest());
Console.WriteLine($"The shop is open at {url}");
await app.RunAsync();
return 0;
