using System.Globalization;

namespace Tracing.Runtime.Configuration;

/// <summary>Numbers with units: <c>64KiB</c>, <c>1.5s</c>.</summary>
internal static class Quantities
{
    private static readonly (string Unit, long Bytes)[] s_sizes = [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)];

    /// <summary>The longest unit of one ending first, as "ms" before "s".</summary>
    private static readonly (string Unit, long Ticks)[] s_durations =
    [
        ("us", TimeSpan.TicksPerMicrosecond), ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>Bytes: a number, or text with a unit.</summary>
    /// <exception cref="TraceConfigurationException">It is neither, or out of range.</exception>
    public static long ReadSize(ConfigurationValue value, long least, long most)
    {
        decimal? bytes = value.Kind switch
        {
            ValueKind.Number => ToDecimal(value.Text, NumberStyles.Float),
            ValueKind.Text => Parse(value.Text, s_sizes),
            _ => null,
        };
        return bytes is { } size && decimal.IsInteger(size) && size >= least && size <= most ? (long)size : throw value.Error(
            $"{value.Describe()} is no size from {FormatSize(least)} to {FormatSize(most)}. Write a number of bytes, or a text with a unit, as in \"64KiB\", \"8MiB\", \"1GiB\".");
    }

    /// <summary>A time span: text with a unit.</summary>
    /// <exception cref="TraceConfigurationException">It is none, or too long or too fine.</exception>
    public static TimeSpan ReadDuration(ConfigurationValue value) =>
        value.Kind == ValueKind.Text && Parse(value.Text, s_durations) is { } ticks && decimal.IsInteger(ticks) && ticks <= TimeSpan.MaxValue.Ticks
            ? new TimeSpan((long)ticks)
            : throw value.Error($"{value.Describe()} is no duration. Write a text with a unit (us, ms, s, m, h, d), as in \"100ms\", \"1.5s\", \"10m\".");

    /// <summary>A size as it is written: with the largest unit that it is a multiple of.</summary>
    public static string FormatSize(long bytes)
    {
        (string unit, long factor) = Array.Find(s_sizes, size => bytes != 0 && bytes % size.Bytes == 0) is { Unit: not null } found ? found : ("B", 1);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / factor}{unit}");
    }

    /// <summary>A duration as it is written: with the largest unit that it is a multiple of; the finest has one decimal.</summary>
    public static string FormatDuration(TimeSpan duration)
    {
        for (int i = s_durations.Length - 1; i >= 0; i--)
        {
            (string unit, long ticks) = s_durations[i];
            if (duration.Ticks % ticks == 0 && (duration.Ticks != 0 || unit == "s"))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / (decimal)TimeSpan.TicksPerMicrosecond}us");
    }

    private static decimal? Parse(string text, (string Unit, long Factor)[] units)
    {
        foreach ((string unit, long factor) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && ToDecimal(text[..^unit.Length].TrimEnd(' '), NumberStyles.AllowDecimalPoint) is { } number)
            {
                return number > decimal.MaxValue / factor ? null : number * factor;
            }
        }

        return null;
    }

    private static decimal? ToDecimal(string text, NumberStyles styles) =>
        text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-') && char.IsAsciiDigit(text[^1]) && decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : null;
}
