using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Statedump;

/// <summary>The dumps in a trace, as babeltrace2 shows them.</summary>
internal static partial class Dumps
{
    /// <summary>Lines of events of which every dump has at least one.</summary>
    private static readonly string[] s_parts =
    [
        "statedump:process", "statedump:assembly", "statedump:thread", "statedump:thread_pool", "statedump:setting", "statedump:provider", "statedump:session",
        "lttng_ust_statedump:start", "lttng_ust_statedump:procname", "lttng_ust_statedump:bin_info", "lttng_ust_statedump:build_id", "lttng_ust_statedump:end",
    ];

    /// <summary>All lines, of a trace that babeltrace2 has nothing to say against.</summary>
    public static string[] Lines(string trace)
    {
        Programs.Result result = Programs.Tool("babeltrace2", "--names=payload", "--no-delta", "--clock-seconds", trace);
        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        return result.Lines;
    }

    /// <summary>Insists that there are so many whole dumps, one after another, each with all parts between begin and end; returns the reasons.</summary>
    public static string[] AssertWhole(string trace, int count)
    {
        string[] lines = Lines(trace);
        int[] begins = [.. Places(lines, "statedump:begin")];
        int[] ends = [.. Places(lines, "statedump:end")];
        Assert.Equal((count, count), (begins.Length, ends.Length));
        var reasons = new List<string>();
        for (int i = 0; i < count; i++)
        {
            Assert.True(i == 0 || ends[i - 1] < begins[i], "Two dumps overlap.");
            string[] dump = lines[begins[i]..ends[i]];
            Assert.All(s_parts, part => Assert.Contains(dump, line => Is(line, part)));
            Assert.Single(dump, static line => Is(line, "statedump:process"));
            Assert.Equal(Number(lines[begins[i]]), Number(lines[ends[i]]));
            Assert.Contains("complete = ( \"true\"", lines[ends[i]]);
            Assert.DoesNotContain(dump, static line => Is(line, "statedump:fault"));
            reasons.Add(Reason().Match(lines[begins[i]]).Groups[1].Value);
        }

        return [.. reasons];
    }

    /// <summary>Whether a line is of an event.</summary>
    public static bool Is(string line, string name) => line.Contains($" {name}: ", StringComparison.Ordinal);

    private static IEnumerable<int> Places(string[] lines, string name) => Enumerable.Range(0, lines.Length).Where(i => Is(lines[i], name));

    private static int Number(string line) => int.Parse(Dump().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("reason = \\( \"([A-Za-z]+)\"")]
    private static partial Regex Reason();

    [GeneratedRegex("dump = ([0-9]+)")]
    private static partial Regex Dump();
}
