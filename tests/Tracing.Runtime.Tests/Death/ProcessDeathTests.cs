using System.Diagnostics;
using System.Globalization;
using Tracing.Runtime.Tests.Support;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Death;

/// <summary>Kills a process at each testpoint of one of its threads, and recovers what it left.</summary>
[Collection(nameof(TestTrace))]
public class ProcessDeathTests
{
    private const int MaxWriters = 3;

    [Theory]
    [MemberData(nameof(TestpointCases.All), MemberType = typeof(TestpointCases))]
    public void NothingIsMissingWhoseCallHadReturned(BufferScope scope, BufferMode mode, string point, int writers, int nth)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["acknowledged"], new byte[MaxWriters * sizeof(int)]);

        // Ids come back, and a test run that was killed leaves files behind. The kernel tells a start in steps of 10 ms.
        DateTime begun = DateTime.UtcNow - TimeSpan.FromSeconds(5);
        using Process process = Process.Start(new ProcessStartInfo(TestApp.Program,
        [
            "die-at", folder["trace"], folder["acknowledged"], scope.ToString(), mode.ToString(), writers.ToString(CultureInfo.InvariantCulture), point,
            nth.ToString(CultureInfo.InvariantCulture),
        ]))!;
        Assert.True(process.WaitForExit(60_000), $"No thread came to {point}.");
        Assert.Equal(128 + 9, process.ExitCode);

        byte[] acknowledged = File.ReadAllBytes(folder["acknowledged"]);
        long returned = Enumerable.Range(0, writers).Sum(thread => (long)BitConverter.ToInt32(acknowledged, thread * sizeof(int)));
        RecoverableTrace left = Assert.Single(TraceRecovery.Find(), left => left.ProcessId == process.Id && left.ProcessStart > begun);
        long recovered = left.Recover(mode == BufferMode.Overwrite ? folder["trace"] : null);
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.All(warnings.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Contains("discarded", line));
        Assert.DoesNotContain(TraceRecovery.Find(), left => left.ProcessId == process.Id && left.ProcessStart > begun);
        if (mode == BufferMode.Overwrite)
        {
            Assert.Equal(recovered, events);
            return;
        }

        // The one that died may have committed; of the others each may have been between the end of its call and saying so.
        long accounted = events + Babeltrace.SumOfDiscarded(warnings);
        Assert.InRange(accounted, returned + (TestpointCases.IsRecorded(Enum.Parse<Testpoint>(point)) ? 1 : 0), returned + writers);
    }
}
