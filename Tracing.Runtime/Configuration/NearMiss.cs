namespace Tracing.Runtime.Configuration;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearMiss
{
    /// <summary>Longer words are not compared: nobody mistypes one of ours so.</summary>
    private const int MaxLength = 64;

    /// <summary>The word that is nearest to what was written, if one is near: one letter in three may differ. Null otherwise.</summary>
    public static string? Find(string written, IEnumerable<string> words)
    {
        if (written.Length > MaxLength)
        {
            return null;
        }

        string? nearest = null;
        int least = Math.Max(1, written.Length / 3) + 1;
        foreach (string word in words)
        {
            int distance = word.Length > MaxLength ? int.MaxValue : Distance(written, word);
            if (distance < least)
            {
                (nearest, least) = (word, distance);
            }
        }

        return nearest;
    }

    /// <summary>A sentence that suggests it, with a space in front; empty if nothing is near.</summary>
    public static string Suggest(string written, IEnumerable<string> words) => Find(written, words) is { } near ? $" Did you mean \"{near}\"?" : "";

    /// <summary>How many letters are to be inserted, removed, replaced or exchanged with their neighbours; the case does not matter.</summary>
    private static int Distance(string left, string right)
    {
        var lines = new int[3][];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = new int[right.Length + 1];
        }

        for (int j = 0; j <= right.Length; j++)
        {
            lines[0][j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            int[] line = lines[i % 3];
            int[] above = lines[(i + 2) % 3];
            line[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = above[j - 1] + (IsSame(left[i - 1], right[j - 1]) ? 0 : 1);
                line[j] = Math.Min(Math.Min(above[j], line[j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && IsSame(left[i - 1], right[j - 2]) && IsSame(left[i - 2], right[j - 1]))
                {
                    line[j] = Math.Min(line[j], lines[(i + 1) % 3][j - 2] + 1);
                }
            }
        }

        return lines[left.Length % 3][right.Length];
    }

    private static bool IsSame(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
