using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>A record of lost events, as babeltrace2 reads it.</summary>
internal sealed partial record LossRecord(string Channel, string Stream, string Event, LossReason Reason, long Count, long Begin, long End)
{
    /// <summary>All of a trace.</summary>
    public static LossRecord[] ReadAll(string trace) => [.. Babeltrace.Losses(trace).Select(Parse)];

    private static LossRecord Parse(string line)
    {
        Match match = Pattern().Match(line);
        Assert.True(match.Success, line);
        return new LossRecord(
            match.Groups["channel"].Value,
            match.Groups["stream"].Value,
            match.Groups["event"].Value,
            Enum.Parse<LossReason>(match.Groups["reason"].Value),
            Number(match, "count"),
            Number(match, "begin"),
            Number(match, "end"));
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        \{ channel = "(?<channel>[^"]*)", stream = "(?<stream>[^"]*)", event = "(?<event>[^"]*)", reason = \( "(?<reason>\w+)" : container = [0-9]+ \), count = (?<count>[0-9]+), begin = (?<begin>[0-9]+), end = (?<end>[0-9]+) \}
        """)]
    private static partial Regex Pattern();
}
