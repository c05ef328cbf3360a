using Tracing.Runtime.Configuration;

namespace Tracing.Runtime.Control;

/// <summary>Suggestions for what there is not.</summary>
internal static class NearNames
{
    /// <summary>The name that is nearest to what was written; none if none is near.</summary>
    public static string[] Of(string written, IEnumerable<string> names) => NearMiss.Find(written, names) is { } near ? [near] : [];

    /// <summary>The pattern or tracepoint that is nearest to a pattern that matches none; null if none is near.</summary>
    public static string[]? OfPattern(string pattern)
    {
        string[] names = [.. TracepointCatalog.List().Select(static tracepoint => tracepoint.Name)];
        string[] near = Of(pattern, names.Select(static name => name[..name.IndexOf(':', StringComparison.Ordinal)] + ":*").Distinct().Concat(names));
        return near.Length == 0 ? null : near;
    }
}
