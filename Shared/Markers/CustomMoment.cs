namespace Tracing.Markers;

/// <summary>The rules for pictures of dates, times and time spans: <c>yyyy-MM-dd</c>, <c>hh\:mm</c>.</summary>
internal static class CustomMoment
{
    /// <summary>Digits behind the second: 100 ns, the tick.</summary>
    private const int FractionDigits = 7;

    /// <summary>What is wrong with a picture of at least two characters; null if nothing is.</summary>
    public static string? FaultOf(string picture, SpecifierKind kind) => kind is SpecifierKind.DateOnly or SpecifierKind.TimeOnly

        // .NET looks twice: at the letters, where a backslash in quotes is one, and as at any DateTime, where it escapes.
        ? FaultOf(picture, kind, escapesInQuotes: false) ?? FaultOf(picture, SpecifierKind.DateTime, escapesInQuotes: true)
        : FaultOf(picture, kind, escapesInQuotes: true);

    private static string? FaultOf(string picture, SpecifierKind kind, bool escapesInQuotes)
    {
        int i = 0;
        while (i < picture.Length)
        {
            char c = picture[i];
            switch (c)
            {
                case '\\' when i + 1 == picture.Length:
                    return "ends in a backslash that has nothing to escape";
                case '\\':
                    i += 2;
                    break;
                case '\'' or '"':
                    i = EndOfQuote(picture, i, escapesInQuotes);
                    if (i < 0)
                    {
                        return $"has a quote {c} that is not closed";
                    }

                    break;
                case '%' when i + 1 == picture.Length || picture[i + 1] is '%' or '\\' or '\'' or '"':
                    return "has a '%' without a letter behind it";
                case '%':
                    // Makes a picture of the one letter behind it.
                    if (RunFault(picture[i + 1], 1, kind) is { } single)
                    {
                        return single;
                    }

                    i += 2;
                    break;
                default:
                    int length = 1;
                    while (i + length < picture.Length && picture[i + length] == c)
                    {
                        length++;
                    }

                    if (RunFault(c, length, kind) is { } fault)
                    {
                        return fault;
                    }

                    i += length;
                    break;
            }
        }

        return null;
    }

    private static int EndOfQuote(string picture, int start, bool hasEscapes)
    {
        for (int i = start + 1; i < picture.Length; i++)
        {
            if (picture[i] == picture[start])
            {
                return i + 1;
            }

            if (hasEscapes && picture[i] == '\\')
            {
                i++;
            }
        }

        return -1;
    }

    private static string? RunFault(char letter, int length, SpecifierKind kind)
    {
        int longest = LongestRun(letter, kind);
        return longest == 0 ? $"has a '{letter}', which says nothing of such a value; quote it if it is meant as itself"
            : length > longest ? $"has more than {longest} '{letter}' in a row"
            : null;
    }

    private static int LongestRun(char letter, SpecifierKind kind) => (kind, letter) switch
    {
        (SpecifierKind.TimeSpan, 'd') => 8,
        (SpecifierKind.TimeSpan, 'h' or 'm' or 's') => 2,
        (SpecifierKind.DateOnly, 'f' or 'F' or 'h' or 'H' or 'm' or 's' or 't' or 'z' or 'K' or ':') => 0,
        (SpecifierKind.TimeOnly, 'd' or 'M' or 'y' or 'z' or 'k' or '/') => 0,
        (_, 'f' or 'F') => FractionDigits,
        (SpecifierKind.TimeSpan, _) => 0,
        _ => int.MaxValue,
    };
}
