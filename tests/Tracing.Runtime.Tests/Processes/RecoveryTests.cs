using System.Diagnostics;
using System.Globalization;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Processes;

/// <summary>Kills a process that records, at a moment that nobody chose, and recovers what it left.</summary>
[Collection(nameof(TestTrace))]
public class RecoveryTests
{
    private const int Threads = 3;

    [Theory]
    [InlineData("thread", 0)]
    [InlineData("thread", 3)]
    [InlineData("thread", 20)]
    [InlineData("thread", 60)]
    [InlineData("thread", 200)]
    [InlineData("cpu", 0)]
    [InlineData("cpu", 10)]
    [InlineData("cpu", 50)]
    [InlineData("cpu", 200)]
    [InlineData("shared", 0)]
    [InlineData("shared", 10)]
    [InlineData("shared", 50)]
    [InlineData("shared", 200)]
    public void EveryEventWhoseCallHadReturnedIsRecoveredOrCounted(string rings, int delayMs)
    {
        using var folder = new TempFolder();
        int[] acknowledged = Kill(folder, "trace", delayMs, out int processId, rings);

        RecoverableTrace left = Assert.Single(TraceRecovery.Find(), left => left.ProcessId == processId);
        Assert.Equal(("killed", folder["trace"]), (left.Session, left.OutputFolder));
        Assert.InRange(left.Rings, 1, rings switch { "cpu" => Environment.ProcessorCount, "shared" => 2, _ => Threads });
        long recovered = left.Recover();
        Assert.Equal(left.Events, recovered);
        Assert.DoesNotContain(TraceRecovery.Find(), left => left.ProcessId == processId);
        AssertNothingIsMissing(folder["trace"], acknowledged);
    }

    [Theory]
    [InlineData("thread", 0)]
    [InlineData("thread", 5)]
    [InlineData("thread", 30)]
    [InlineData("thread", 150)]
    [InlineData("cpu", 0)]
    [InlineData("cpu", 5)]
    [InlineData("cpu", 30)]
    [InlineData("cpu", 150)]
    [InlineData("shared", 30)]
    public void NothingIsLostOfATraceThatWasRotating(string rings, int delayMs)
    {
        using var folder = new TempFolder();
        int[] acknowledged = Kill(folder, "trace", delayMs, out int processId, rings, "rotating");

        RecoverableTrace left = Assert.Single(TraceRecovery.Find(), left => left.ProcessId == processId);
        Assert.Equal(left.Events, left.Recover());
        (long events, long discarded) = AssertNothingIsMissing(folder["trace"], acknowledged);

        // It may have died before the first rotation, and then it is one trace.
        if (!File.Exists(folder["trace/metadata"]))
        {
            Assert.Equal((events, discarded), Chunks.Sum(folder["trace"]));
        }
    }

    [Theory]
    [InlineData("chunk 1\n", "small_0", "trace/1")]
    [InlineData("chunk 1\n", "", "trace/1")]
    [InlineData("chunk 1\nchunk 2\n", "small_0 small_1 small_2 metadata", "trace/2")]
    public void AFirstRotationThatWasNotFinishedIs(string said, string moved, string goesOnIn)
    {
        using var folder = new TempFolder();
        int[] acknowledged = Kill(folder, "trace", 30, out int processId);
        RecoverableTrace left = Assert.Single(TraceRecovery.Find(), left => left.ProcessId == processId);
        string sessionFile = Directory.EnumerateDirectories("/dev/shm", "tracing-*")
            .SelectMany(user => Directory.EnumerateDirectories(user, $"{processId}-*")).SelectMany(static process => Directory.GetFiles(process, "*.session")).Single();
        File.AppendAllText(sessionFile, said);
        Directory.CreateDirectory(folder["trace/1"]);
        foreach (string name in moved.Split(' ').Where(name => File.Exists(folder[$"trace/{name}"])))
        {
            File.Move(folder[$"trace/{name}"], folder[$"trace/1/{name}"]);
        }

        left.Recover();
        Assert.Equal(folder[goesOnIn], Chunks.Of(folder["trace"])[^1]);
        (long Events, long Discarded) all = AssertNothingIsMissing(folder["trace"], acknowledged);
        Assert.Equal(all, Chunks.Sum(folder["trace"]));
    }

    [Theory]
    [InlineData("thread")]
    [InlineData("cpu")]
    [InlineData("shared")]
    public void AFlightRecorderOfADeadProcessIsRecoveredToANamedFolder(string rings)
    {
        using var folder = new TempFolder();
        int[] acknowledged = Kill(folder, "-", 100, out int processId, rings);

        RecoverableTrace left = Assert.Single(TraceRecovery.Find(), left => left.ProcessId == processId);
        Assert.Null(left.OutputFolder);
        Assert.Throws<InvalidOperationException>(() => left.Recover());
        left.Recover(folder["recovered"]);

        HashSet<int> values = [.. Babeltrace.Read(folder["recovered"]).Select(static line => int.Parse(line.Split("{ value = ")[1].Split(' ')[0], CultureInfo.InvariantCulture))];

        // A thread may have died before the acknowledgement. Where threads share a ring, the others go on and overwrite what one had emitted that was not
        // running at the end, and one that is held up in a record bars the way of all.
        Assert.InRange(values.Max(), 1, acknowledged.Max() + 1);
        Assert.True(rings != "thread" || Array.TrueForAll(acknowledged, last => values.Contains(last) || values.Contains(last + 1)));
    }

    [Fact]
    public void WhatIsLeftCanBeDeleted()
    {
        using var folder = new TempFolder();
        Kill(folder, "trace", 20, out int processId);
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

    private static (long Events, long Discarded) AssertNothingIsMissing(string trace, int[] acknowledged)
    {
        (long events, string warnings) = Babeltrace.Count(trace);
        long discarded = Babeltrace.SumOfDiscarded(warnings);

        // A thread may have died between the end of its call and the acknowledgement.
        Assert.InRange(events + discarded, acknowledged.Sum(), acknowledged.Sum() + Threads);
        Assert.All(warnings.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Matches("^WARNING: Tracer discarded [0-9]+ events? ", line));
        return (events, discarded);
    }

    private static int[] Kill(TempFolder folder, string output, int delayMs, out int processId, params string[] options)
    {
        string acknowledged = folder["acknowledged"];
        File.WriteAllBytes(acknowledged, new byte[Threads * sizeof(int)]);
        string[] arguments = ["emit-until-killed", output == "-" ? output : folder[output], acknowledged, .. options.Length == 0 ? ["thread"] : options];
        using Process process = Process.Start(new ProcessStartInfo(TestApp.Program, arguments))!;
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
