using System.Diagnostics;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>A process that is killed while it tells of losses: its trace is as good as any, up to the last flush.</summary>
[Collection(nameof(TestTrace))]
public class KilledTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(90)]
    public void TheStreamOfOwnEventsIsCutBackToItsLastWholePacket(int tornBytes)
    {
        using var folder = new TempFolder();
        string own = folder["trace/tracing_0"];
        int processId = Kill(folder["trace"], own);

        // What a write leaves that the kill cut short: the begin of one more packet.
        byte[] whole = File.ReadAllBytes(own);
        File.WriteAllBytes(own, [.. whole, .. whole[..tornBytes]]);
        Assert.Single(TraceRecovery.Find(), left => left.ProcessId == processId).Recover();

        LossRecord[] records = LossRecord.ReadAll(folder["trace"]);
        Assert.NotEmpty(records);
        Assert.All(records, static record => Assert.Equal(("small", "app:MainEntered", LossReason.TooLarge), (record.Channel, record.Event, record.Reason)));

        // The ring files know of all, the records of all but the last second's.
        (_, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.InRange(records.Sum(static record => record.Count), 1, Babeltrace.SumOfDiscarded(warnings));
        Assert.All(warnings.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Contains("discarded", line));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    public void SoIsTheStreamOfTheStatedump(int tornBytes)
    {
        using var folder = new TempFolder();
        string own = folder["trace/tracing_1"];
        int processId = Kill(folder["trace"], own);
        byte[] whole = File.ReadAllBytes(own);
        File.WriteAllBytes(own, [.. whole, .. whole[..tornBytes]]);
        Assert.Single(TraceRecovery.Find(), left => left.ProcessId == processId).Recover();
        Assert.Equal(whole.Length, new FileInfo(own).Length);
        Assert.NotEmpty(Babeltrace.Own(folder["trace"], "clock:sync"));
    }

    private static int Kill(string output, string awaited)
    {
        using Process process = Process.Start(new ProcessStartInfo(TestApp.Program, ["lose-until-killed", output]))!;
        try
        {
            Assert.True(SpinWait.SpinUntil(() => new FileInfo(awaited) is { Exists: true, Length: > 0 }, TimeSpan.FromSeconds(60)), "It never lost an event.");
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }

        return process.Id;
    }
}
