namespace Tracing.Tool.Output;

/// <summary>A line of bars.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Draws values in the scale of the highest; a blank where there is nothing at all.</summary>
    public static string Draw(ReadOnlySpan<double> values) => Draw(values, HighestOf(values));

    /// <summary>The highest of values that are not negative.</summary>
    public static double HighestOf(ReadOnlySpan<double> values)
    {
        double highest = 0;
        foreach (double value in values)
        {
            highest = Math.Max(highest, value);
        }

        return highest;
    }

    /// <summary>Draws values in a given scale.</summary>
    public static string Draw(ReadOnlySpan<double> values, double highest)
    {
        var line = new char[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            line[i] = values[i] <= 0 ? ' ' : Bars[Math.Clamp((int)Math.Ceiling(values[i] / highest * Bars.Length) - 1, 0, Bars.Length - 1)];
        }

        return new string(line);
    }
}
