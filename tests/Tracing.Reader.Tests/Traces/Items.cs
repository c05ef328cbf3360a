namespace Tracing.Reader.Tests.Traces;

/// <summary>Items as their lines, which is how most tests look at them.</summary>
internal static class Items
{
    public static List<string> Lines(TraceReader reader)
    {
        var lines = new List<string>();
        foreach (TraceEvent e in reader)
        {
            lines.Add(e.ToString());
        }

        return lines;
    }

    public static List<string> Lines(TraceRange range)
    {
        var lines = new List<string>();
        foreach (TraceEvent e in range)
        {
            lines.Add(e.ToString());
        }

        return lines;
    }

    /// <summary>What a follower has for now.</summary>
    public static List<string> Lines(TraceFollower follower)
    {
        var lines = new List<string>();
        while (follower.TryMoveNext())
        {
            lines.Add(follower.Current.ToString());
        }

        return lines;
    }
}
