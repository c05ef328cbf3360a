using System.CommandLine;
using System.Globalization;

namespace Tracing.Tool.Commands;

/// <summary>Options whose value is a number, with messages in words.</summary>
internal static class CountOption
{
    /// <summary>A number from 0; null where it is not given.</summary>
    /// <param name="description">What it is for.</param>
    /// <param name="name">Its name.</param>
    /// <param name="aliases">Its short names.</param>
    public static Option<long?> Create(string description, string name, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "COUNT",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            {
                result.AddError($"{name} expects a number from 0, found '{text}'.");
            }

            return value;
        },
    };

    /// <summary>Several numbers of any sign.</summary>
    public static Option<long[]> CreateMany(string description, string helpName, string name, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var values = new List<long>();
            foreach (string text in result.Tokens.Select(static token => token.Value))
            {
                if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
                {
                    values.Add(value);
                }
                else
                {
                    result.AddError($"{name} expects a number, found '{text}'.");
                }
            }

            return [.. values];
        },
        DefaultValueFactory = static _ => [],
    };
}
