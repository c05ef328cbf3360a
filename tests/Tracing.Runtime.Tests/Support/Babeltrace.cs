using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracing.Runtime.Tests.Support;

/// <summary>Reads a trace with babeltrace2 and babeltrace 1, and insists that neither has anything to complain of.</summary>
internal static partial class Babeltrace
{
    private static readonly string[] s_ownProviders = [" tracing:", " clock:", " statedump:", " lttng_ust_statedump:"];

    /// <summary>One line an event, as babeltrace2 prints it without times.</summary>
    public static string[] Read(string trace)
    {
        Programs.Result second = Programs.Tool("babeltrace2", "--names=payload,context", "--no-delta", "--clock-seconds", trace);
        Assert.Equal("", second.Error);
        Assert.Equal(0, second.ExitCode);

        Programs.Result first = Programs.Tool("babeltrace", "--names=payload,context", "--no-delta", "--clock-seconds", trace);
        Assert.Equal("", first.Error);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(second.Lines.Length, first.Lines.Length);
        return OfApplication(second.Lines);
    }

    /// <summary>One line an event, of a trace that may have lost some.</summary>
    public static string[] Lines(string trace)
    {
        Programs.Result result = Programs.Tool("babeltrace2", "--names=payload,context", "--no-delta", "--clock-seconds", trace);
        Assert.True(result.ExitCode == 0, result.Error);
        return OfApplication(result.Lines);
    }

    /// <summary>The records of lost events, one line each, with the names of their fields.</summary>
    public static string[] Losses(string trace)
    {
        Programs.Result result = Programs.Tool("babeltrace2", "--names=payload", "--no-delta", "--clock-seconds", trace);
        Assert.True(result.ExitCode == 0, result.Error);
        return [.. result.Lines.Where(IsLoss)];
    }

    /// <summary>The losses that babeltrace2 warns of, added up.</summary>
    public static long SumOfDiscarded(string warnings) =>
        DiscardedPattern().Matches(warnings).Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("Tracer discarded ([0-9]+) events?")]
    private static partial Regex DiscardedPattern();

    /// <summary>Only counts, for traces that lost events: there the warnings are expected.</summary>
    public static (long Events, string Warnings) Count(string trace)
    {
        Programs.Result result = Programs.Tool("babeltrace2", "--names=none", "--no-delta", trace);
        Assert.True(result.ExitCode == 0, result.Error);
        return (OfApplication(result.Lines).Length, result.Error);
    }

    /// <summary>The lines of the application's events: the tracer's own are in the trace too.</summary>
    public static string[] OfApplication(string[] lines) => [.. lines.Where(static line => !IsOwn(line))];

    /// <summary>The tracer's own events of this name, one line each, with the names of their fields.</summary>
    public static string[] Own(string trace, string name)
    {
        Programs.Result result = Programs.Tool("babeltrace2", "--names=payload", "--no-delta", "--clock-seconds", trace);
        Assert.True(result.ExitCode == 0, result.Error);
        return [.. result.Lines.Where(line => line.Contains($" {name}: ", StringComparison.Ordinal))];
    }

    /// <summary>Whether a line is one of the tracer's own events.</summary>
    public static bool IsOwn(string line) => s_ownProviders.Any(provider => line.Contains(provider, StringComparison.Ordinal));

    private static bool IsLoss(string line) => line.Contains(" tracing:loss: ", StringComparison.Ordinal);
}
