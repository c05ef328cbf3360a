namespace Tracing.Runtime.Sessions;

/// <summary>Names of sessions and channels: they become file names.</summary>
internal static class SessionName
{
    /// <summary>Leaves room for an index and an ending in file systems that allow 255 bytes.</summary>
    private const int MaxLength = 200;

    /// <summary>Throws for a name that is no plain file name.</summary>
    public static void Check(string name, string parameterName, string kind)
    {
        ArgumentNullException.ThrowIfNull(name, parameterName);
        bool isPlain = name.Length is > 0 and <= MaxLength && name[0] != '.';
        foreach (char c in name)
        {
            isPlain &= char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';
        }

        if (!isPlain)
        {
            throw new ArgumentException(
                $"The {kind} name '{name}' is not usable: write 1 to {MaxLength} of the letters a to z, digits, '_', '-' and '.', and do not begin with '.'.", parameterName);
        }
    }
}
