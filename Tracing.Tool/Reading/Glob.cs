namespace Tracing.Tool.Reading;

/// <summary>Patterns of event names: <c>*</c> for any characters, <c>?</c> for one.</summary>
internal static class Glob
{
    /// <summary>Whether a name matches a pattern as a whole.</summary>
    public static bool IsMatch(string pattern, string name)
    {
        // The last star is the only one that has to be tried again.
        int p = 0, n = 0, star = -1, starName = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starName = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++starName;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
