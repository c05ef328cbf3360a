using Tracing.Runtime.Output;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>Each reason by itself, but for a full ring.</summary>
public partial class ReasonTests
{
    [Fact]
    public void EventsWhoseArgumentsThrowAreCounted()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "lossreason:*");
        const int Events = 300;
        for (int i = 0; i < Events; i++)
        {
            ReasonTrace.Argument(new Unreadable(i % 3 == 0));
        }

        session.Stop();
        Ledger.Check(session.Statistics, folder["trace"], new Dictionary<string, long> { ["lossreason:Argument"] = Events });
        Assert.Equal(new LossCounts(0, 0, 0, GetterFaulted: Events / 3, 0, 0), session.Statistics.Losses);
        LossRecord record = Assert.Single(LossRecord.ReadAll(folder["trace"]));
        Assert.Equal(("channel0", "(none)", "lossreason:Argument"), (record.Channel, record.Stream, record.Event));
    }

    [Fact]
    public void OfADisabledEventNothingIsLost()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "lossreason:*");
        session.Disable("lossreason:Argument");
        using (ReasonTrace.AttachArgument(static _ => { }))
        {
            // The handler sets the guard.
            ReasonTrace.Argument(new Unreadable(true));
        }

        session.Stop();
        Assert.Equal(default, session.Statistics.Losses);
    }

    [Theory]
    [InlineData("size=64k")]
    [InlineData("ro")]
    public void WithoutARingTheStreamOfOwnEventsSaysWhatIsLost(string mountOptions)
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.RunAlone($"mount -t tmpfs -o {mountOptions} tmpfs /dev/shm; \"$0\" return {folder["trace"]}");

        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal((0, 201), (events, Babeltrace.SumOfDiscarded(warnings)));
        Assert.Equal(
            [("app:Ending", 1), ("app:Number", 100), ("second:Number", 100)],
            LossRecord.ReadAll(folder["trace"]).Select(static record => (record.Event, record.Count)).Order());
        Assert.All(LossRecord.ReadAll(folder["trace"]), static record =>
            Assert.Equal(("channel0", "(none)", LossReason.NoRing), (record.Channel, record.Stream, record.Reason)));
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void WhatAFailingOutputKeptIsToldWhenTheSessionIsDisposedOf(BufferScope scope)
    {
        using var folder = new TempFolder();
        bool fails = false;
        TraceSession session = TraceSession.Create("unwritten", new TraceSessionOptions
        {
            Output = folder["trace"],
            MakeOutput = path => new PickyOutput(new FolderOutput(path), size => Volatile.Read(ref fails) && size > 1024),
        });
        session.Enable("lossreason:Number", session.AddChannel("small", new ChannelOptions { Scope = scope, SubBufferSize = 4096, SubBufferCount = 4 }));
        session.Start();
        Emit(1000);
        Assert.True(SpinWait.SpinUntil(() => new FileInfo(folder["trace/small_0"]) is { Exists: true, Length: > 0 }, TimeSpan.FromSeconds(60)));

        // As on a disk that is nearly full: a packet finds no room, a small one does.
        Volatile.Write(ref fails, true);
        Emit(5000);
        session.Stop();
        LossCounts stopped = session.Statistics.Losses;
        Assert.InRange(stopped.OutputFailed, 1, 6000);
        Assert.Contains(session.Statistics.RecentGaps, gap => gap.Reason == LossReason.OutputFailed && gap.Event is null);
        Assert.DoesNotContain(LossRecord.ReadAll(folder["trace"]), static record => record.Reason == LossReason.OutputFailed);

        session.Dispose();
        Assert.Equal(stopped, session.Statistics.Losses);
        Ledger.Check(session.Statistics, folder["trace"], new Dictionary<string, long> { ["lossreason:Number"] = 6000 });
        Assert.Contains(LossRecord.ReadAll(folder["trace"]), static record => record is { Reason: LossReason.OutputFailed, Event: "(unknown)" });
    }

    [Fact]
    public void LossesAreToldWhenAnOutputThatFailedTakesThemAgain()
    {
        using var folder = new TempFolder();
        bool fails = true;
        using TraceSession session = TraceSession.Create("late", new TraceSessionOptions
        {
            Output = folder["trace"],
            MakeOutput = path => new PickyOutput(new FolderOutput(path), _ => Volatile.Read(ref fails)),
        });
        session.Enable("lossreason:*", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096 }));
        session.Start();
        for (int i = 0; i < 100; i++)
        {
            ReasonTrace.Argument(new Unreadable(true));
        }

        Assert.True(SpinWait.SpinUntil(() => session.Statistics.OutputError is not null, TimeSpan.FromSeconds(60)));
        Assert.Equal("Stream 'tracing_0': out of order", session.Statistics.OutputError);
        Assert.Equal(100, Assert.Single(session.Statistics.RecentGaps).Count);
        Volatile.Write(ref fails, false);
        Assert.True(SpinWait.SpinUntil(() => session.Statistics.OutputError is null, TimeSpan.FromSeconds(60)));
        session.Stop();
        Ledger.Check(session.Statistics, folder["trace"], new Dictionary<string, long> { ["lossreason:Argument"] = 100 });
        Assert.Equal(100, Assert.Single(LossRecord.ReadAll(folder["trace"])).Count);
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void WhatIsOverwrittenIsOneSpanFromTheBeginOn(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("overwritten", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("lossreason:Number", session.AddChannel("recorder", new ChannelOptions
        {
            Mode = BufferMode.Overwrite,
            Scope = scope,
            SubBufferSize = 4096,
            SubBufferCount = 2,
        }));
        session.Start();
        Emit(5000);
        session.Stop();
        Ledger.Check(session.Statistics, folder["trace"], inMemory: "recorder");
        Assert.Equal(5000, session.Statistics.Recorded + session.Statistics.Overwritten);
        Assert.All(LossRecord.ReadAll(folder["trace"]), static record => Assert.Equal((LossReason.Overwritten, "(unknown)"), (record.Reason, record.Event)));

        // The span ends where the oldest event that is left begins.
        session.Snapshot(folder["snap"]);
        Assert.Equal(session.Statistics.Recorded, Babeltrace.Count(folder["snap"]).Events);
        Assert.Equal(LossRecord.ReadAll(folder["trace"]), LossRecord.ReadAll(folder["snap"]));
    }

    [Fact]
    public void ASnapshotTellsAllThatASessionWithoutOutputLost()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("recorder", new TraceSessionOptions());
        session.Enable("lossreason:*", session.AddChannel("recorder", new ChannelOptions { Mode = BufferMode.Overwrite, SubBufferSize = 4096, SubBufferCount = 2 }));
        session.Start();
        for (int round = 1; round <= 3; round++)
        {
            Emit(2000);
            ReasonTrace.Argument(new Unreadable(true));
            ReasonTrace.Text(new string('x', 5000));
            session.Snapshot(folder[$"snap{round}"]);
            LossCounts lost = session.Statistics.Losses;
            Assert.Equal((round, round), (lost.GetterFaulted, lost.TooLarge));
            LossRecord[] records = LossRecord.ReadAll(folder[$"snap{round}"]);
            Assert.Equal(3, records.Length);
            Assert.All(records, record => Assert.Equal(lost[record.Reason], record.Count));
        }
    }

    [Fact]
    public void NoChannelCanHaveTheNameOfTheOwnStream()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("reserved", new TraceSessionOptions { Output = folder["trace"] });
        ArgumentException exception = Assert.Throws<ArgumentException>(() => session.AddChannel("tracing"));
        Assert.StartsWith("A channel cannot be called 'tracing': the stream of the tracer's own events, such as tracing:loss, has that name. Choose another one.", exception.Message);
        session.AddChannel("tracing_0");
    }

    private static void Emit(int count)
    {
        for (int i = 0; i < count; i++)
        {
            ReasonTrace.Number(i);
        }
    }

    [TracepointProvider("lossreason")]
    internal static partial class ReasonTrace
    {
        [Tracepoint]
        public static partial void Number(int value);

        [Tracepoint]
        public static partial void Text(string text);

        [Tracepoint]
        public static partial void Argument(Unreadable value);
    }
}
