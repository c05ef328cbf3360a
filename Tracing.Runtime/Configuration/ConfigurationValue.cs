namespace Tracing.Runtime.Configuration;

/// <summary>A value of a configuration, and where it stands.</summary>
/// <param name="Source">The text that it is in.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Path">Its JSON path.</param>
internal sealed record ConfigurationValue(ConfigurationSource Source, ValueKind Kind, int Offset, string Path)
{
    /// <summary>Of what somebody wrote, so much is repeated in a message, in UTF-16 units.</summary>
    private const int MostRepeated = 80;

    /// <summary>A string's content, or a number as it is written.</summary>
    public string Text { get; init; } = "";

    /// <summary>An object's members, in their order; no two have one key.</summary>
    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>A list's values.</summary>
    public IReadOnlyList<ConfigurationValue> Items { get; init; } = [];

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
