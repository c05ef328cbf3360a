using System.Diagnostics;
using System.Globalization;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Processes;

/// <summary>Kills a process that records, at a moment that nobody chose, and recovers what it left.</summary>
[Collection(nameof(TestTrace))]
public class RecoveryTests
{
    private const int Threads = 2;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(200)]
    public void EveryEventWhoseCallHadReturnedIsRecoveredOrCounted(int delayMs)
    {
        using var folder = new TempFolder();
        int[] acknowledged = Kill(folder["trace"], folder["acknowledged"], delayMs, out int processId);

        RecoverableTrace left = Assert.Single(TraceRecovery.Find(), left => left.ProcessId == processId);
        Assert.Equal(("killed", folder["trace"], Threads), (left.Session, left.OutputFolder, left.Rings));
        long recovered = left.Recover();
        Assert.Equal(left.Events, recovered);
        Assert.DoesNotContain(TraceRecovery.Find(), left => left.ProcessId == processId);

        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        long accounted = events + Babeltrace.SumOfDiscarded(warnings);

        // A thread may have died between the end of its call and the acknowledgement.
        Assert.InRange(accounted, acknowledged.Sum(), acknowledged.Sum() + Threads);
        Assert.All(warnings.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Contains("discarded", line));
    }

    [Fact]
    public void AFlightRecorderOfADeadProcessIsRecoveredToANamedFolder()
    {
        using var folder = new TempFolder();
        int[] acknowledged = Kill("-", folder["acknowledged"], 100, out int processId);

        RecoverableTrace left = Assert.Single(TraceRecovery.Find(), left => left.ProcessId == processId);
        Assert.Null(left.OutputFolder);
        Assert.Throws<InvalidOperationException>(() => left.Recover());
        left.Recover(folder["recovered"]);

        string[] lines = Babeltrace.Read(folder["recovered"]);
        int last = lines.Max(static line => int.Parse(line.Split("{ value = ")[1].Split(' ')[0], CultureInfo.InvariantCulture));
        Assert.InRange(last, acknowledged.Max(), acknowledged.Max() + 1);
    }

    [Fact]
    public void WhatIsLeftCanBeDeleted()
    {
        using var folder = new TempFolder();
        Kill(folder["trace"], folder["acknowledged"], 20, out int processId);
        RecoverableTrace left = Assert.Single(TraceRecovery.Find(), left => left.ProcessId == processId);
        left.Delete();
        Assert.DoesNotContain(TraceRecovery.Find(), left => left.ProcessId == processId);
        Assert.Throws<InvalidOperationException>(() => left.Recover());
    }

    [Fact]
    public void LivingProcessesAreLeftAlone()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        TestTrace.Number(1);
        Assert.DoesNotContain(TraceRecovery.Find(), left => left.ProcessId == Environment.ProcessId);
    }

    private static int[] Kill(string output, string acknowledged, int delayMs, out int processId)
    {
        File.WriteAllBytes(acknowledged, new byte[Threads * sizeof(int)]);
        using Process process = Process.Start(new ProcessStartInfo(TestApp.Program, ["emit-until-killed", output, acknowledged]))!;
        processId = process.Id;
        Assert.True(SpinWait.SpinUntil(() => Read(acknowledged).All(static count => count > 0), TimeSpan.FromSeconds(60)), "It never began to emit.");
        process.WaitForExit(delayMs);
        process.Kill();
        process.WaitForExit();
        return Read(acknowledged);
    }

    private static int[] Read(string acknowledged)
    {
        using var stream = new FileStream(acknowledged, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[Threads * sizeof(int)];
        stream.ReadExactly(bytes);
        return [.. Enumerable.Range(0, Threads).Select(thread => BitConverter.ToInt32(bytes, thread * sizeof(int)))];
    }
}
