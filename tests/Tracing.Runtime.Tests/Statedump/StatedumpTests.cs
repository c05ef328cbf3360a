using System.Globalization;
using System.Reflection;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Statedump;

/// <summary>Statedumps of sessions, read back from each chunk and snapshot by itself.</summary>
[Collection(nameof(TestTrace))]
public class StatedumpTests
{
    [Fact]
    public void ATraceHasADumpOfItsStart()
    {
        using var folder = new TempFolder();
        using (TraceSession session = TraceSession.Start(folder["trace"], "none:*"))
        {
            session.Stop();
        }

        Assert.Equal(["Start"], Dumps.AssertWhole(folder["trace"], 1));
        string[] lines = Dumps.Lines(folder["trace"]);
        string process = Assert.Single(lines, static line => Dumps.Is(line, "statedump:process"));
        Assert.Contains($" pid = {Environment.ProcessId},", process);
        Assert.Contains($"exe = \"{Environment.ProcessPath}\"", process);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"cpus = {Environment.ProcessorCount},"), process);
        Assembly self = typeof(StatedumpTests).Assembly;
        Assert.Contains(lines, line => Dumps.Is(line, "statedump:assembly")
            && line.Contains($"mvid = \"{self.ManifestModule.ModuleVersionId}\", path = \"{self.Location}\"", StringComparison.Ordinal));
        Assert.Contains(lines, static line => Dumps.Is(line, "statedump:provider") && line.Contains("name = \"state\", tracepoints = 2, assembly = \"Tracing.Runtime.Tests\"", StringComparison.Ordinal));
        Assert.Contains(lines, static line => Dumps.Is(line, "statedump:session") && line.Contains("name = \"trace\", state = \"started\"", StringComparison.Ordinal));
        Assert.Contains(lines, static line => Dumps.Is(line, "lttng_ust_statedump:bin_info")
            && line.Contains("/libcoreclr.so\", is_pic = 1, has_build_id = 1", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static line => Dumps.Is(line, "statedump:variable"));
    }

    [Fact]
    public void EveryChunkHasAWholeDumpOfItsOwn()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "state:*", "test:*");
        for (int i = 0; i < 4; i++)
        {
            TestTrace.Number(i);
            session.Rotate();
        }

        session.Stop();
        string[] chunks = Chunks.Of(folder["trace"]);
        Assert.Equal(5, chunks.Length);
        for (int i = 0; i < chunks.Length; i++)
        {
            Assert.Equal([i == 0 ? "Start" : "Rotation"], Dumps.AssertWhole(chunks[i], 1));
            Assert.Equal(3, Dumps.Lines(chunks[i]).Count(static line => Dumps.Is(line, "state:Connection")));
        }

        // And all of them together.
        Dumps.AssertWhole(folder["trace"], 5);
    }

    [Fact]
    public void AChunkThatEndsByItselfIsWaitedForUntilItsDumpIsMade()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("rotating-statedump", new TraceSessionOptions { Output = folder["trace"], Rotation = new RotationOptions { MaxSize = 1 } });
        session.Enable("test:Number");
        session.Start();
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                TestTrace.Number(1);
                return Directory.Exists(folder["trace/5"]);
            },
            TimeSpan.FromSeconds(60)));
        session.Stop();
        Assert.All(Chunks.Of(folder["trace"]), static chunk => Dumps.AssertWhole(chunk, 1));
    }

    [Fact]
    public void EverySnapshotHasAWholeDump()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("recorder-statedump", new TraceSessionOptions());
        session.Enable("state:*");
        session.Start();
        StateTrace.Item(7);
        session.Snapshot(folder["first"]);
        session.Snapshot(folder["second"]);
        session.Stop();
        session.Snapshot(folder["stopped"]);

        foreach (string snapshot in new[] { "first", "second", "stopped" })
        {
            Assert.Equal(["Snapshot"], Dumps.AssertWhole(folder[snapshot], 1));
            Assert.Single(Dumps.Lines(folder[snapshot]), static line => Dumps.Is(line, "state:Item"));
        }

        // Each asks the application before it copies what that tells.
        Assert.Equal(3, Dumps.Lines(folder["first"]).Count(static line => Dumps.Is(line, "state:Connection")));
        Assert.Equal(6, Dumps.Lines(folder["second"]).Count(static line => Dumps.Is(line, "state:Connection")));
    }

    [Fact]
    public void ADumpIsMadeWhenAskedFor()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("asked", new TraceSessionOptions { Output = folder["trace"], Statedump = null });
        session.Enable("state:*");
        session.Start();
        session.Statedump();
        session.Statedump();
        session.Stop();
        Assert.Equal(["Demand", "Demand"], Dumps.AssertWhole(folder["trace"], 2));
        Assert.Equal(6, Dumps.Lines(folder["trace"]).Count(static line => Dumps.Is(line, "state:Connection")));
    }

    [Fact]
    public void WithoutStatedumpsThereIsNone()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("none", new TraceSessionOptions { Output = folder["trace"], Statedump = null });
        session.Enable("state:*");
        session.Start();
        session.Rotate();
        session.Stop();
        Assert.All(Dumps.Lines(folder["trace"]), static line => Assert.True(Dumps.Is(line, "clock:sync"), line));
    }

    [Fact]
    public void VariablesAreToldWhenAskedForAndSecretsAreNot()
    {
        using var folder = new TempFolder();
        Environment.SetEnvironmentVariable("TRACING_TESTS_PLAIN", "plain value");
        Environment.SetEnvironmentVariable("TRACING_TESTS_PASSWORD", "correct horse");
        using TraceSession session = TraceSession.Start(folder["trace"], "none:*");
        session.Statedump(new StatedumpOptions { Environment = true });
        session.Stop();

        string[] variables = [.. Dumps.Lines(folder["trace"]).Where(static line => Dumps.Is(line, "statedump:variable"))];
        Assert.Single(variables, static line => line.Contains("name = \"TRACING_TESTS_PLAIN\", value = \"plain value\"", StringComparison.Ordinal));
        Assert.Single(variables, static line => line.Contains("name = \"TRACING_TESTS_PASSWORD\", value = \"***\"", StringComparison.Ordinal));
        byte[] stream = File.ReadAllBytes(folder["trace/tracing_1"]);
        Assert.Equal(-1, stream.AsSpan().IndexOf("correct horse"u8));
    }

    [Fact]
    public void AMethodThatThrowsIsToldAndTheOthersAreCalled()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("faulty", new TraceSessionOptions { Output = folder["trace"], Statedump = null });
        session.Enable("state:*");
        session.Start();
        Tell(() => throw new InvalidOperationException("no state"), session.Statedump);
        session.Stop();

        string[] lines = Dumps.Lines(folder["trace"]);
        Assert.Contains("source = \"state:Others\", exception = \"System.InvalidOperationException: no state\"", Assert.Single(lines, static line => Dumps.Is(line, "statedump:fault")));
        Assert.Contains("methods = 2, faults = 1", Assert.Single(lines, static line => Dumps.Is(line, "statedump:end")));
        Assert.Equal(3, lines.Count(static line => Dumps.Is(line, "state:Connection")));
    }

    [Fact]
    public void AMethodThatTellsMuchLosesNothing()
    {
        const int Items = 200_000;
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("much", new TraceSessionOptions { Output = folder["trace"], Statedump = null });
        session.Enable("state:*", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 2 }));
        session.Start();
        Tell(
            static () =>
            {
                for (int i = 0; i < Items; i++)
                {
                    StateTrace.Item(i);
                }
            },
            session.Statedump);
        session.Stop();
        Assert.Equal((Items + 3, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.Equal(Items + 3, Babeltrace.Count(folder["trace"]).Events);
    }

    [Fact]
    public void ADumpWithinADumpIsRefused()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("nested", new TraceSessionOptions { Output = folder["trace"], Statedump = null });
        session.Enable("state:*");
        session.Start();
        Tell(() => session.Statedump(), session.Statedump);
        Tell(() => session.Rotate(), session.Statedump);
        session.Stop();

        string[] lines = Dumps.Lines(folder["trace"]);
        Assert.Contains("which would never end", Assert.Single(lines, static line => Dumps.Is(line, "statedump:fault")));

        // The chunk that ended in the midst of a dump says so.
        string[] ends = [.. Dumps.Lines(folder["trace/1"]).Where(static line => Dumps.Is(line, "statedump:end"))];
        Assert.Equal(2, ends.Length);
        Assert.Contains("complete = ( \"false\"", ends[1]);
    }

    [Fact]
    public void OnlyMethodsOfProvidersAreCalledOfWhichTheSessionRecordsSomething()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("other", new TraceSessionOptions { Output = folder["trace"], Statedump = null });
        session.Enable("test:*");
        session.Start();
        Tell(static () => throw new InvalidOperationException("called"), session.Statedump);
        session.Stop();
        Assert.Contains("methods = 0, faults = 0", Assert.Single(Dumps.Lines(folder["trace"]), static line => Dumps.Is(line, "statedump:end")));
    }

    [Fact]
    public void AMethodThatHangsHoldsUpNoRotationForLong()
    {
        using var folder = new TempFolder();
        using var release = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        StateTrace.Tell = () =>
        {
            entered.Set();
            release.Wait();
        };
        try
        {
            using TraceSession session = TraceSession.Start(folder["trace"], "state:*");
            entered.Wait(TestContext.Current.CancellationToken);
            StateTrace.Tell = null;
            session.Rotate();
            release.Set();
            session.Stop();
        }
        finally
        {
            StateTrace.Tell = null;
            release.Set();
        }

        Assert.Contains("complete = ( \"false\"", Assert.Single(Dumps.Lines(folder["trace/1"]), static line => Dumps.Is(line, "statedump:end")));
        Dumps.AssertWhole(folder["trace/2"], 1);
    }

    [Fact]
    public void AnOutputThatIsAddedGetsADump()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("added", new TraceSessionOptions());
        session.Enable("state:*");
        session.Start();
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => session.Statedump());
        Assert.Contains("has no output to tell the process's state in", exception.Message);
        session.AddOutput(folder["trace"]);
        session.Stop();
        Dumps.AssertWhole(folder["trace"], 1);
        Assert.Contains("does not record", Assert.Throws<InvalidOperationException>(() => session.Statedump()).Message);
    }

    [Fact]
    public void TwoSessionsHaveADumpEach()
    {
        using var folder = new TempFolder();
        using TraceSession first = TraceSession.Start(folder["first"], "state:*");
        using TraceSession second = TraceSession.Start(folder["second"], "test:*");
        first.Stop();
        second.Stop();
        Dumps.AssertWhole(folder["first"], 1);
        Dumps.AssertWhole(folder["second"], 1);
        Assert.Equal(3, first.Statistics.Recorded);
        Assert.Equal(0, second.Statistics.Recorded);
    }

    private static void Tell(Action tell, Action<StatedumpOptions?> dump)
    {
        StateTrace.Tell = tell;
        try
        {
            dump(null);
        }
        finally
        {
            StateTrace.Tell = null;
        }
    }
}
