using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Types;

/// <summary>What babeltrace2 and babeltrace 1 print of events' fields.</summary>
internal static partial class PrintedFields
{
    /// <summary>Babeltrace 1 says so of each enum value that has no label; babeltrace2 does not.</summary>
    private const string UnknownLabelWarning = "[warning] Unknown value";

    public static string[] OfBabeltrace2(string trace)
    {
        Programs.Result result = Programs.Tool("babeltrace2", "--names=payload,context", "--no-delta", "--clock-seconds", trace);
        Assert.Equal("", result.Error);
        return Split(result);
    }

    public static string[] OfBabeltrace1(string trace)
    {
        Programs.Result result = Programs.Tool("babeltrace", "--names=payload,context", "--no-delta", "--clock-seconds", trace);
        Assert.All(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.StartsWith(UnknownLabelWarning, line));
        return Split(result);
    }

    // Texts are printed with their line ends, so an event begins where a line begins with a time.
    private static string[] Split(Programs.Result result)
    {
        Assert.Equal(0, result.ExitCode);
        MatchCollection starts = EventStart().Matches(result.Output);
        var events = new List<string>();
        for (int i = 0; i < starts.Count; i++)
        {
            int end = i + 1 < starts.Count ? starts[i + 1].Index : result.Output.Length;
            if (!Babeltrace.IsOwn(starts[i].Value))
            {
                events.Add(result.Output[(starts[i].Index + starts[i].Length)..end].TrimEnd('\n'));
            }
        }

        return [.. events];
    }

    [GeneratedRegex("""^\[[0-9]+\.[0-9]{9}\] .*?\{ vtid = [0-9]+, thread_name = "[^"]*" \}, """, RegexOptions.Multiline)]
    private static partial Regex EventStart();
}
