using System.Globalization;

namespace Tracing.Tool.Output;

/// <summary>Numbers for a person.</summary>
internal static class Numbers
{
    private static readonly string[] s_byteUnits = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>With blanks between the thousands.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <inheritdoc cref="Count(long)"/>
    public static string Count(ulong value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>A count with its noun: <c>1 ring</c>, <c>2 rings</c>.</summary>
    /// <param name="value">The count.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for others; null to add an s.</param>
    public static string Counted(long value, string one, string? many = null) => $"{Count(value)} {(value == 1 ? one : many ?? one + "s")}";

    /// <summary>Bytes in the unit that suits them.</summary>
    public static string Bytes(long value)
    {
        double shown = value;
        int unit = 0;
        while (shown >= 1024 && unit < s_byteUnits.Length - 1)
        {
            shown /= 1024;
            unit++;
        }

        return shown.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + s_byteUnits[unit];
    }

    /// <summary>A rate in a second.</summary>
    public static string Rate(double value) => value switch
    {
        0 => "-",
        < 10 => value.ToString("0.0#", CultureInfo.InvariantCulture),
        < 1e15 => Count((long)Math.Round(value)),
        _ => value.ToString("0.0e0", CultureInfo.InvariantCulture),
    };

    /// <summary>A share of 1 in percent.</summary>
    public static string Percent(double share) =>
        share is > 0 and < 0.0005 ? "<0.1 %" : (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
