using System.Buffers;
using System.CommandLine;
using System.Globalization;

namespace Tracing.Tool.Commands;

/// <summary>Options whose value is a duration: <c>500ms</c>, <c>5s</c>, <c>2m</c>, <c>1h</c>, or seconds.</summary>
internal static class DurationOption
{
    /// <summary>More makes no sense for any of them, and less than a timer can count: 24 days.</summary>
    private static readonly TimeSpan s_max = TimeSpan.FromDays(24);

    private static readonly SearchValues<char> s_numberSigns = SearchValues.Create("0123456789.");

    /// <summary>Longer than zero; null where it is not given.</summary>
    public static Option<TimeSpan?> Create(string description, string name, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Parse(text) is { } value)
            {
                return value;
            }

            result.AddError($"{name} expects a duration such as 500ms, 5s, 2m or 1h, found '{text}'.");
            return null;
        },
    };

    /// <summary>The duration that a text says; null if it says none.</summary>
    public static TimeSpan? Parse(string text)
    {
        int digits = text.AsSpan().IndexOfAnyExcept(s_numberSigns);
        (string number, string unit) = digits < 0 ? (text, "s") : (text[..digits], text[digits..].Trim());
        double seconds = unit switch
        {
            "us" or "µs" => 1e-6,
            "ms" => 1e-3,
            "s" => 1,
            "m" or "min" => 60,
            "h" => 3600,
            "d" => 86_400,
            _ => double.NaN,
        };
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value * seconds > 0 && value * seconds <= s_max.TotalSeconds
            ? TimeSpan.FromSeconds(value * seconds)
            : null;
    }
}
