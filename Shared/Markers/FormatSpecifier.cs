namespace Tracing.Markers;

/// <summary>
/// .NET's rules for format strings, per kind of value: the generator refuses what would fail, and readers leave aside in a
/// foreign trace what would. A test holds them against what .NET does.
/// </summary>
internal static class FormatSpecifier
{
    /// <summary>Digits of <see cref="MarkerLimits.MaxPrecision"/>.</summary>
    private const int PrecisionDigits = 2;

    /// <summary>What is wrong with a specifier, as the rest of a sentence that begins with it; null if nothing is.</summary>
    /// <param name="specifier">What stands behind the colon.</param>
    /// <param name="kind">What it is to format.</param>
    public static string? FaultOf(string specifier, SpecifierKind kind) => kind switch
    {
        SpecifierKind.None => "has no effect: values of this type take none",
        _ when specifier.Length == 0 => "is empty: leave the colon out",
        SpecifierKind.Integer => NumberFault(specifier, "BCDEFGNPRX"),
        SpecifierKind.Float => NumberFault(specifier, "CEFGNPR"),
        SpecifierKind.Decimal => NumberFault(specifier, "CEFGNPR"),
        SpecifierKind.Enumeration => LetterFault(specifier, "DdFfGgXx"),
        SpecifierKind.Guid => LetterFault(specifier, "BbDdNnPpXx"),
        _ when specifier.Length > 1 => CustomMoment.FaultOf(specifier, kind),
        SpecifierKind.DateTime => LetterFault(specifier, "DdFfGgMmOoRrTtYyUsu"),
        SpecifierKind.DateTimeOffset => LetterFault(specifier, "DdFfGgMmOoRrTtYysu"),
        SpecifierKind.DateOnly => LetterFault(specifier, "DdMmOoRrYy"),
        SpecifierKind.TimeOnly => LetterFault(specifier, "TtOoRr"),
        _ => LetterFault(specifier, "cgGtT"),
    };

    private static string? LetterFault(string specifier, string letters) => specifier.Length == 1 && letters.Contains(specifier[0])
        ? null
        : $"is none of {string.Join(", ", letters.ToCharArray())}";

    /// <summary>A letter and up to two digits is a standard format; anything else a picture, in which all is allowed.</summary>
    private static string? NumberFault(string specifier, string letters)
    {
        char first = char.ToUpperInvariant(specifier[0]);
        if (first is < 'A' or > 'Z' || !IsDigits(specifier, 1))
        {
            return null;
        }

        if (!letters.Contains(first))
        {
            return $"is none of {string.Join(", ", letters.ToCharArray())}, which may have a precision behind them, and no picture such as '0.0'";
        }

        // Leading zeros count for nothing.
        return specifier.TrimStart(specifier[0]).TrimStart('0').Length <= PrecisionDigits ? null : $"has a precision above {MarkerLimits.MaxPrecision}";
    }

    private static bool IsDigits(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}
