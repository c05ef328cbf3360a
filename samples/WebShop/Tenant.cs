using Tracing.Runtime;

namespace WebShop;

/// <summary>On whose behalf a request is served: a context that a session can add to each event, and that filters know as <c>$ctx.tenant</c>.</summary>
internal static class Tenant
{
    private static readonly AsyncLocal<string?> s_current = new();

    public static string? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Makes the context known. It costs nothing until a session asks for it.</summary>
    public static void Register() => TraceContext.Register("tenant", static () => s_current.Value);
}
