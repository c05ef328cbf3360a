namespace Tracing.Tool.Control;

/// <summary>Names that somebody may have meant.</summary>
internal static class NearMiss
{
    private const int MaxNames = 3;

    /// <summary>As the end of a message: <c> Did you mean 'demo'?</c>; nothing where there are none.</summary>
    public static string Hint(IReadOnlyCollection<string>? names) =>
        names is { Count: > 0 } ? $" Did you mean {string.Join(" or ", names.Take(MaxNames).Select(static name => $"'{name}'"))}?" : "";

    /// <summary>The names that are like one, the likeliest first.</summary>
    /// <param name="name">What was asked for; wildcards count as nothing.</param>
    /// <param name="all">What there is.</param>
    public static string[] Find(string name, IEnumerable<string> all)
    {
        string wanted = name.Replace("*", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal);

        // A third of the letters may be wrong, and a part of a name is as good as the whole.
        int limit = Math.Max(1, wanted.Length / 3);
        return wanted.Length == 0 ? [] :
        [
            .. all.Distinct(StringComparer.Ordinal)
                .Select(candidate => (Name: candidate, Distance: DistanceOf(wanted, candidate)))
                .Where(pair => pair.Distance <= limit)
                .OrderBy(static pair => pair.Distance).ThenBy(static pair => pair.Name, StringComparer.Ordinal)
                .Select(static pair => pair.Name)
                .Take(MaxNames),
        ];
    }

    private static int DistanceOf(string wanted, string candidate) =>
        candidate.Contains(wanted, StringComparison.OrdinalIgnoreCase) ? 0 : EditDistance(wanted.ToLowerInvariant(), candidate.ToLowerInvariant());

    // Letters to insert, remove, replace, or swap with their neighbour.
    private static int EditDistance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                int replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
