namespace WebShop;

/// <summary>What somebody wants to buy.</summary>
internal sealed record OrderRequest(string Customer, int Product, int Items);

/// <summary>An order on its way.</summary>
internal sealed record Order(long Id, string Customer, int Items, decimal Total, long PlacedAt);
