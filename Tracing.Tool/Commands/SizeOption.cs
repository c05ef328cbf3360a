using System.CommandLine;
using System.Globalization;

namespace Tracing.Tool.Commands;

/// <summary>Options whose value is a number of bytes: <c>65536</c>, <c>64KiB</c>, <c>64K</c>, <c>1GiB</c>.</summary>
internal static class SizeOption
{
    /// <summary>From 1; null where it is not given.</summary>
    public static Option<long?> Create(string description, string name, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Parse(text) is { } value)
            {
                return value;
            }

            result.AddError($"{name} expects a size such as 65536, 64KiB or 1GiB, found '{text}'.");
            return null;
        },
    };

    /// <summary>The size that a text says; null if it says none.</summary>
    public static long? Parse(string text)
    {
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        (string number, string unit) = digits < 0 ? (text, "") : (text[..digits], text[digits..].Trim());
        int shift = unit.ToUpperInvariant() switch
        {
            "" or "B" => 0,
            "K" or "KIB" => 10,
            "M" or "MIB" => 20,
            "G" or "GIB" => 30,
            "T" or "TIB" => 40,
            _ => -1,
        };
        return shift >= 0 && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value > 0 && value <= long.MaxValue >> shift
            ? value << shift
            : null;
    }
}
