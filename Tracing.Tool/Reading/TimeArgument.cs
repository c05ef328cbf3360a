using System.Globalization;
using Tracing.Tool.Output;

namespace Tracing.Tool.Reading;

/// <summary>A time as people give it on the command line.</summary>
internal static class TimeArgument
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int NanosecondDigits = 9;

    private static readonly string[] s_timeFormats = ["H:mm:ss", "H:mm"];
    private static readonly string[] s_dateFormats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd"];

    /// <summary>Parses a time.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="option">Where, for the message.</param>
    /// <param name="begin">When the trace begins, ns.</param>
    /// <param name="style">In which zone times without one are.</param>
    /// <returns>ns since the clock's origin.</returns>
    /// <exception cref="UsageException">It is no time.</exception>
    public static long Parse(string text, string option, long begin, TimeStyle style)
    {
        if (TryParse(text.Trim(), begin, style, out Int128 time) && time >= long.MinValue && time <= long.MaxValue)
        {
            return (long)time;
        }

        throw new UsageException(
            $"{option} expects a time, found '{text}'. Write seconds from the trace's begin as +1.5, a time of its first day as 10:04:44.5, "
            + "a date and time as 2026-11-25T10:04:44.5 (with a Z for UTC), or the clock's nanoseconds as 1700000000000000000.");
    }

    private static bool TryParse(string text, long begin, TimeStyle style, out Int128 time)
    {
        time = 0;
        if (text.StartsWith('+'))
        {
            bool isSeconds = TrySplit(text[1..], out string whole, out long part)
                && long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
                && TryAdd(begin, seconds, part, out time);
            return isSeconds;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long nanoseconds))
        {
            time = nanoseconds;
            return true;
        }

        bool isUtc = text.EndsWith('Z') || style != TimeStyle.Local;
        if (!TrySplit(text.TrimEnd('Z'), out string clock, out long fraction))
        {
            return false;
        }

        if (DateTime.TryParseExact(clock, s_dateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date))
        {
            return TryAdd(0, SecondOf(date, isUtc), fraction, out time);
        }

        if (TimeOnly.TryParseExact(clock, s_timeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly ofDay))
        {
            DateTime first = TraceTime.ToDateTime((long)Math.Floor(begin / (double)NanosecondsPerSecond), isUtc ? TimeStyle.Utc : TimeStyle.Local);
            return TryAdd(0, SecondOf(first.Date + ofDay.ToTimeSpan(), isUtc), fraction, out time);
        }

        return false;
    }

    private static bool TryAdd(long origin, long seconds, long fraction, out Int128 time)
    {
        time = origin + ((Int128)seconds * NanosecondsPerSecond) + fraction;
        return true;
    }

    private static long SecondOf(DateTime date, bool isUtc) =>
        new DateTimeOffset(DateTime.SpecifyKind(date, isUtc ? DateTimeKind.Utc : DateTimeKind.Local)).ToUnixTimeSeconds();

    /// <summary>Splits the fraction of a second off, as ns.</summary>
    private static bool TrySplit(string text, out string whole, out long fraction)
    {
        int dot = text.LastIndexOf('.');
        whole = dot < 0 ? text : text[..dot];
        fraction = 0;
        if (dot < 0)
        {
            return true;
        }

        string digits = text[(dot + 1)..];
        return digits.Length is > 0 and <= NanosecondDigits
            && long.TryParse(digits.PadRight(NanosecondDigits, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out fraction);
    }
}
