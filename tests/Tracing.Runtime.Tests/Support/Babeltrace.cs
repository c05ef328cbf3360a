namespace Tracing.Runtime.Tests.Support;

/// <summary>Reads a trace with babeltrace2 and babeltrace 1, and insists that neither has anything to complain of.</summary>
internal static class Babeltrace
{
    /// <summary>One line an event, as babeltrace2 prints it without times.</summary>
    public static string[] Read(string trace)
    {
        Programs.Result second = Programs.Tool("babeltrace2", "--names=all", "--no-delta", "--clock-seconds", trace);
        Assert.Equal("", second.Error);
        Assert.Equal(0, second.ExitCode);

        Programs.Result first = Programs.Tool("babeltrace", "--names=all", "--no-delta", "--clock-seconds", trace);
        Assert.Equal("", first.Error);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(second.Lines.Length, first.Lines.Length);
        return second.Lines;
    }

    /// <summary>Only counts, for traces that lost events: there the warnings are expected.</summary>
    public static (long Events, string Warnings) Count(string trace)
    {
        Programs.Result result = Programs.Tool("babeltrace2", "--names=none", "--no-delta", trace);
        Assert.Equal(0, result.ExitCode);
        return (result.Lines.Length, result.Error);
    }
}
