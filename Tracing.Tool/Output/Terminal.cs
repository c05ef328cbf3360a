namespace Tracing.Tool.Output;

/// <summary>What is known of where the output goes.</summary>
internal static class Terminal
{
    /// <summary>Columns where nobody says how many there are: what fits a page of text and a mail.</summary>
    private const int DefaultWidth = 100;

    /// <summary>Columns below which drawings make no sense.</summary>
    private const int MinWidth = 40;

    /// <summary>Whether standard output is a terminal.</summary>
    public static bool IsOutput { get; } = !Console.IsOutputRedirected;

    /// <summary>Whether standard error is one.</summary>
    public static bool IsError { get; } = !Console.IsErrorRedirected;

    /// <summary>Columns: the terminal's, else what COLUMNS says, else a page's.</summary>
    public static int Width { get; } = FindWidth();

    /// <summary>Columns of standard error's terminal, as wide as it is now.</summary>
    public static int ErrorWidth => IsError && TryWindowWidth() is > 0 and { } width ? width : DefaultWidth;

    /// <summary>Whether colours are wanted: at a terminal that can show them, unless NO_COLOR is set (https://no-color.org).</summary>
    public static bool HasColour { get; } = IsOutput && AllowsColour;

    /// <summary>The same for standard error.</summary>
    public static bool HasErrorColour { get; } = IsError && AllowsColour;

    private static bool AllowsColour =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static int FindWidth()
    {
        int width = IsOutput ? TryWindowWidth() : 0;
        if (width <= 0 && !int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out width))
        {
            width = DefaultWidth;
        }

        return Math.Max(MinWidth, width <= 0 ? DefaultWidth : width);
    }

    private static int TryWindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            // Some terminals do not say.
            return 0;
        }
    }
}
