using System.Globalization;

namespace Tracing.Runtime.Configuration;

/// <summary>Plain values, checked.</summary>
internal static class ValueReading
{
    extension(ConfigurationValue value)
    {
        /// <summary>A text that is not empty.</summary>
        public string AsText() => value.Kind == ValueKind.Text && value.Text.Length > 0
            ? value.Text
            : throw value.Error($"{value.Describe()} is no text with something in it.");

        /// <summary>True or false.</summary>
        public bool AsFlag() => value.Kind switch
        {
            ValueKind.True => true,
            ValueKind.False => false,
            _ => throw value.Error($"{value.Describe()} is neither true nor false."),
        };

        /// <summary>A whole number in a range.</summary>
        public long AsInteger(long least, long most) =>
            value.Kind == ValueKind.Number && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
                && decimal.IsInteger(number) && number >= least && number <= most
                ? (long)number
                : throw value.Error(string.Create(CultureInfo.InvariantCulture, $"{value.Describe()} is no whole number from {least} to {most}."));

        /// <summary>A list, each value read in the same way.</summary>
        public List<T> AsList<T>(Func<ConfigurationValue, T> read) => value.Kind == ValueKind.List
            ? [.. value.Items.Select(read)]
            : throw value.Error($"{value.Describe()} is no list. Write [ … ] around it.");

        /// <summary>A list whose values have names that differ.</summary>
        public List<T> AsNamedList<T>(Func<ConfigurationValue, T> read, Func<T, string> nameOf)
        {
            List<T> items = value.AsList(read);
            var names = new Dictionary<string, int>();
            for (int i = 0; i < items.Count; i++)
            {
                if (!names.TryAdd(nameOf(items[i]), i))
                {
                    ConfigurationValue item = value.Items[i];
                    throw (item.Find("name") ?? item).Error($"The name \"{nameOf(items[i])}\" is that of {value.Items[names[nameOf(items[i])]].Path} already. Choose another one.");
                }
            }

            return items;
        }
    }
}
