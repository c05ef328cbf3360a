using System.Globalization;

namespace Tracing.Tool.Output;

/// <summary>Times of a trace as people write them.</summary>
internal static class TraceTime
{
    private const long MinSecond = -62_135_596_800;
    private const long MaxSecond = 253_402_300_799;

    /// <summary>A second since 1970 as date and time; what no calendar has becomes its first or last second.</summary>
    public static DateTime ToDateTime(long second, TimeStyle style)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(second, MinSecond, MaxSecond));
        return style == TimeStyle.Local && second is > MinSecond + 86_400 and < MaxSecond - 86_400 ? time.LocalDateTime : time.UtcDateTime;
    }

    /// <summary>A time with its date, to the nanosecond.</summary>
    /// <param name="time">ns since the clock's origin.</param>
    /// <param name="style">In which zone; relative and raw are UTC here.</param>
    public static string Format(long time, TimeStyle style)
    {
        long second = Math.DivRem(time, 1_000_000_000, out long rest);
        if (rest < 0)
        {
            second--;
            rest += 1_000_000_000;
        }

        string text = ToDateTime(second, style).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{text}.{rest:000000000}");
    }

    /// <summary>A time in ISO 8601 and UTC, to the nanosecond, as machines read it.</summary>
    public static string FormatIso(long time) => Format(time, TimeStyle.Utc).Replace(' ', 'T') + "Z";

    /// <summary>A duration with a unit that suits it: <c>385.4 µs</c>.</summary>
    /// <param name="nanoseconds">The duration.</param>
    public static string FormatDuration(double nanoseconds)
    {
        (double value, string unit) = Math.Abs(nanoseconds) switch
        {
            < 1e3 => (nanoseconds, "ns"),
            < 1e6 => (nanoseconds / 1e3, "µs"),
            < 1e9 => (nanoseconds / 1e6, "ms"),
            < 120e9 => (nanoseconds / 1e9, "s"),
            < 7200e9 => (nanoseconds / 60e9, "min"),
            _ => (nanoseconds / 3600e9, "h"),
        };
        string format = unit == "ns" ? "0" : Math.Abs(value) < 10 ? "0.00" : Math.Abs(value) < 100 ? "0.0" : "0";
        return value.ToString(format, CultureInfo.InvariantCulture) + " " + unit;
    }
}
