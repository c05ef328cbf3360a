namespace Tracing.Runtime.Statedump;

/// <summary>Text in statedump records.</summary>
internal static class StateText
{
    /// <summary>Most characters of one text: a path's limit on Linux. A command line can be megabytes.</summary>
    public const int MaxLength = 4096;

    /// <summary>What stands for nothing. Not the empty string, which babeltrace2 2.0.4 often shows as the text that it read before.</summary>
    public const string None = "(none)";

    /// <summary>A text as it is recorded: not empty, and not too long.</summary>
    public static string Of(string? text) => text switch
    {
        null or "" => None,
        { Length: > MaxLength } => string.Concat(text.AsSpan(0, MaxLength - 1), "…"),
        _ => text,
    };
}
