using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Runtime.Clock;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Clock;

/// <summary>Clocks of whole processes, each in a child, and what their traces say of time.</summary>
public partial class RecordedClockTests
{
    private const int Events = 20_000;

    /// <summary>How far a clock's record may be from the wall clock of a process that just ended, in ns: a machine that is busy.</summary>
    private const long Tolerance = 600_000_000_000;

    [Theory]
    [InlineData(ClockKind.Tsc, "from the cycle counter read in order")]
    [InlineData(ClockKind.TscRelaxed, "not in causal order")]
    [InlineData(ClockKind.Monotonic, "Monotonic clock of the operating system")]
    [InlineData(ClockKind.Counter, "Sequence number of the event")]
    public void EachClockIsForcedByOptionAndByTheEnvironment(ClockKind kind, string description)
    {
        SkipWithoutCycleCounter(kind);
        using var folder = new TempFolder();
        Record(folder["option"], kind.ToString(), "-");
        Assert.Contains(description, File.ReadAllText(folder["option/metadata"]));
        AssertComplete(folder["option"], kind);

        Record(folder["environment"], "-", "-", ("TRACING_CLOCK", ClockKinds.NameOf(kind)));
        Assert.Contains(description, File.ReadAllText(folder["environment/metadata"]));

        // Whoever runs the program knows the machine: the environment has the last word.
        ClockKind other = kind == ClockKind.Counter ? ClockKind.Monotonic : ClockKind.Counter;
        Record(folder["both"], other.ToString(), "-", ("TRACING_CLOCK", ClockKinds.NameOf(kind)));
        Assert.Contains(description, File.ReadAllText(folder["both/metadata"]));
    }

    [Fact]
    public void AKernelThatTrustsNoCycleCounterMeansTheMonotonicClock()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["clocksource"], "hpet\n");
        Record(folder["trace"], "-", folder["clocksource"]);
        Assert.Contains("Monotonic clock of the operating system", File.ReadAllText(folder["trace/metadata"]));

        Programs.Result refused = TestApp.Run(["clocks", folder["refused"], nameof(ClockKind.Tsc), folder["clocksource"]]);
        Assert.Contains("The clock 'tsc' was asked for, but it cannot be used here: the kernel's clocksource is 'hpet', not 'tsc'", refused.Output);
        Assert.False(Directory.Exists(folder["refused"]));
    }

    [Fact]
    public void TheCounterPutsAllEventsOfAllThreadsInTheirOrder()
    {
        using var folder = new TempFolder();
        Record(folder["trace"], nameof(ClockKind.Counter), "-");
        Programs.Result result = Programs.Tool("babeltrace2", "--clock-cycles", "--names=payload", "--no-delta", folder["trace"]);
        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        (ulong Time, int Value)[] events =
        [
            .. from line in result.Lines
               let match = NumberEvent().Match(line)
               where match.Success
               select (ulong.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(Enumerable.Range(0, Events), events.Select(static item => item.Value));
        for (int i = 1; i < events.Length; i++)
        {
            Assert.True(events[i].Time > events[i - 1].Time, $"Events {i - 1} and {i} have the times {events[i - 1].Time} and {events[i].Time}.");
        }
    }

    [Fact]
    public void ChunksAndSnapshotsHaveTheClocksAtTheirEnds()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("clocked", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("none:*", session.AddChannel("recorder", new ChannelOptions { Mode = BufferMode.Overwrite }));
        session.Start();
        session.Rotate();
        session.Snapshot(folder["snapshot"]);
        session.Stop();
        Assert.InRange(Syncs(folder["trace/1"]).Length, 2, int.MaxValue);
        Assert.InRange(Syncs(folder["trace/2"]).Length, 2, int.MaxValue);
        Assert.NotEmpty(Syncs(folder["snapshot"]));
        foreach ((long counter, long monotonic, long realtime) in Syncs(folder["trace"]))
        {
            // All clocks but the counter are CLOCK_MONOTONIC.
            Assert.InRange(counter - monotonic, -1_000_000, 1_000_000);
            Assert.InRange(realtime - ((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick), -Tolerance, Tolerance);
        }
    }

    [Fact]
    public void AnIdleTraceDoesNotGrow()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("idle", new TraceSessionOptions { Output = folder["trace"], Statedump = null, FlushPeriod = TimeSpan.FromMilliseconds(1) });
        session.Enable("none:*");
        session.Start();

        // Until the first record is there, then for so many more rounds.
        Assert.True(SpinWait.SpinUntil(() => File.Exists(folder["trace/tracing_1"]) && new FileInfo(folder["trace/tracing_1"]).Length > 0, TimeSpan.FromSeconds(60)));
        long length = new FileInfo(folder["trace/tracing_1"]).Length;
        for (int i = 0; i < 1000; i++)
        {
            session.Drain(takeOpen: true);
        }

        Assert.Equal(length, new FileInfo(folder["trace/tracing_1"]).Length);
        session.Stop();

        // The first, the last, and the one before it, if so much time has passed.
        Assert.InRange(Syncs(folder["trace"]).Length, 2, 3);
    }

    private static void Record(string output, string clock, string clockSource, params (string Name, string Value)[] environment)
    {
        Programs.Result result = TestApp.Run(["clocks", output, clock, clockSource], environment);
        Assert.Equal(TestApp.OwnExitCode, result.ExitCode);
        Assert.Equal(["lost 0"], result.Lines);
    }

    private static void AssertComplete(string trace, ClockKind kind)
    {
        Assert.Equal(Events, Babeltrace.Count(trace).Events);
        (long Counter, long Monotonic, long Realtime)[] syncs = Syncs(trace);
        Assert.True(syncs.Length >= 2);
        if (kind == ClockKind.Counter)
        {
            Assert.True(syncs[^1].Counter - syncs[0].Counter > Events, "The last reading is not behind the events.");
        }

        Assert.True(syncs[^1].Monotonic > syncs[0].Monotonic);
    }

    private static (long Counter, long Monotonic, long Realtime)[] Syncs(string trace) =>
    [
        .. from line in Babeltrace.Own(trace, "clock:sync")
           let match = SyncEvent().Match(line)
           select (Parse(match, 1), Parse(match, 2), Parse(match, 3)),
    ];

    private static long Parse(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static void SkipWithoutCycleCounter(ClockKind kind) =>
        Assert.SkipWhen(ClockKinds.IsCycleCounter(kind) && (CycleCounter.Prepare() ?? ClockSource.FindLack(ClockSource.DefaultPath)) is not null, "no cycle counter here");

    [GeneratedRegex("^\\[0*([0-9]+)\\] .*app:Number: .*value = ([0-9]+)")]
    private static partial Regex NumberEvent();

    [GeneratedRegex("counter = ([0-9]+), monotonic = ([0-9]+), realtime = ([0-9]+)")]
    private static partial Regex SyncEvent();
}
