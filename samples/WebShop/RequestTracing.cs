using System.Diagnostics;

namespace WebShop;

/// <summary>Traces each request's begin and end.</summary>
internal static class RequestTracing
{
    private static long s_lastRequest;

    public static async Task Trace(HttpContext context, RequestDelegate next)
    {
        Tenant.Current = context.Request.Headers["X-Tenant"].ToString() is { Length: > 0 } tenant ? tenant : "nobody";
        long request = Interlocked.Increment(ref s_lastRequest);
        string path = context.Request.Path.Value ?? "";
        long begin = Stopwatch.GetTimestamp();
        WebShopTrace.RequestBegin(request, context.Request.Method, path);
        try
        {
            await next(context);
        }
        finally
        {
            WebShopTrace.RequestEnd(request, context.Request.Method, path, context.Response.StatusCode, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
    }
}
