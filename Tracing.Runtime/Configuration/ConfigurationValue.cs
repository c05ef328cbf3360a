using System.Globalization;

namespace Tracing.Runtime.Configuration;

/// <summary>A value of a configuration, and where it stands.</summary>
/// <param name="source">The text that it is in.</param>
/// <param name="kind">What it is.</param>
/// <param name="offset">Where it begins, in bytes.</param>
/// <param name="parent">The object or list that it is in; null for the whole.</param>
internal sealed class ConfigurationValue(ConfigurationSource source, ValueKind kind, int offset, ConfigurationValue? parent)
{
    /// <summary>Of what somebody wrote, so much is repeated in a message, in UTF-16 units.</summary>
    private const int MostRepeated = 80;

    /// <summary>The text that it is in.</summary>
    public ConfigurationSource Source => source;

    /// <summary>What it is.</summary>
    public ValueKind Kind => kind;

    /// <summary>Where it begins, in bytes.</summary>
    public int Offset => offset;

    /// <summary>Its JSON path. Made when it is asked for: most values are right.</summary>
    public string Path
    {
        get
        {
            if (parent is null)
            {
                return "$";
            }

            foreach (Member member in parent.Members)
            {
                if (member.Value == this)
                {
                    return $"{parent.Path}.{Shorten(member.Key)}";
                }
            }

            return string.Create(CultureInfo.InvariantCulture, $"{parent.Path}[{parent.Items.IndexOf(this)}]");
        }
    }

    /// <summary>A string's content, or a number as it is written.</summary>
    public string Text { get; set; } = "";

    /// <summary>An object's members, in their order; no two have one key.</summary>
    public List<Member> Members { get; } = [];

    /// <summary>A list's values.</summary>
    public List<ConfigurationValue> Items { get; } = [];

    /// <summary>The value of a key; null if there is none.</summary>
    public ConfigurationValue? Find(string key)
    {
        foreach (Member member in Members)
        {
            if (member.Key == key)
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>What is wrong with it.</summary>
    public TraceConfigurationException Error(string message, Exception? inner = null) => Source.Error(Offset, Path, message, inner);

    /// <summary>What it is, for messages.</summary>
    public string Describe() => Kind switch
    {
        ValueKind.Object => "an object",
        ValueKind.List => "a list",
        ValueKind.Text => $"\"{Shorten(Text)}\"",
        ValueKind.Number => Shorten(Text),
        ValueKind.True => "true",
        ValueKind.False => "false",
        _ => "null",
    };

    /// <summary>The beginning of a text, if it is long.</summary>
    public static string Shorten(string text) => text.Length <= MostRepeated ? text : text[..MostRepeated] + "…";

    /// <summary>A key and its value.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Offset">Where the key begins, in bytes.</param>
    /// <param name="Value">The value.</param>
    internal readonly record struct Member(string Key, int Offset, ConfigurationValue Value);
}
