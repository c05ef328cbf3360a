namespace Tracing.Tool.Control;

/// <summary>Names that somebody may have meant.</summary>
internal static class NearMiss
{
    private const int MaxNames = 3;

    /// <summary>As the end of a message: <c> Did you mean 'demo'?</c>; nothing where there are none.</summary>
    public static string Hint(IReadOnlyCollection<string>? names) =>
        names is { Count: > 0 } ? $" Did you mean {string.Join(" or ", names.Take(MaxNames).Select(static name => $"'{name}'"))}?" : "";

    /// <summary>The name that is like one; none if none is.</summary>
    /// <param name="name">What was asked for; wildcards count as nothing.</param>
    /// <param name="all">What there is.</param>
    public static string[] Find(string name, IEnumerable<string> all)
    {
        string wanted = name.Replace("*", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal);
        return Runtime.Configuration.NearMiss.Find(wanted, all) is { } near ? [near] : [];
    }
}
