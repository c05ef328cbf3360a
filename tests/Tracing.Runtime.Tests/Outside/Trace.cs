using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Outside;

/// <summary>What a reader finds in a trace.</summary>
internal static partial class Trace
{
    /// <summary>Events, and those that it says are lost; and insists that it complains of nothing else.</summary>
    public static (long Events, long Discarded) Count(string trace)
    {
        (long events, string warnings) = Babeltrace.Count(trace);
        Assert.All(warnings.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Matches(WarningPattern(), line));
        return (events, Babeltrace.SumOfDiscarded(warnings));
    }

    [GeneratedRegex("^WARNING: Tracer discarded [0-9]+ events? ")]
    private static partial Regex WarningPattern();
}
