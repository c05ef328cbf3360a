using System.Text.Json;
using Tracing.Runtime;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Commands;

/// <summary><c>tracectl view --follow</c> on a session that records while it is watched.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracectl-follow-").FullName;

    private string Trace => Path.Combine(_folder, "trace");

    [Fact]
    public void EventsAreShownWhileTheSessionRecordsAndItsEndIsTheEnd()
    {
        TraceSession session = TraceSession.Start(Trace, "follow:Step");
        using LiveTracectl view = LiveTracectl.Start("view", Trace, "--follow");
        for (int i = 0; i < 3; i++)
        {
            // The next one is emitted when this one has been shown: nothing waits for the end.
            FollowTrace.Step("parse", 1234.56, i);
            Assert.EndsWith($"follow:Step parse |  1234.6 ms|00{i}", view.ReadLine(), StringComparison.Ordinal);
        }

        FollowTrace.Step("write", 1, 3);
        session.Dispose();
        (string output, string error, int exitCode) = view.End();
        Assert.EndsWith("follow:Step write |     1.0 ms|003\n", output, StringComparison.Ordinal);
        Assert.Equal(("", 0), (error, exitCode));
    }

    [Fact]
    public void SeveralThreadsComeInTheOrderOfTime()
    {
        const int Events = 2_000;
        TraceSession session = TraceSession.Start(Trace, "follow:Other");
        using LiveTracectl view = LiveTracectl.Start("view", Trace, "--follow", "--json", "--event", "*:Other");
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(static _ => new Thread(static () =>
        {
            for (int i = 0; i < Events; i++)
            {
                FollowTrace.Other(i);
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        var times = new List<long> { TimeOf(view.ReadLine()!) };
        Array.ForEach(threads, static thread => thread.Join());
        session.Rotate();
        FollowTrace.Other(Events);
        session.Dispose();
        (string output, string error, int exitCode) = view.End();
        times.AddRange(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(TimeOf));
        Assert.Equal(("", 0, (3 * Events) + 1), (error, exitCode, times.Count));
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void AFolderThatIsNotThereYetIsWaitedForAndCtrlCEndsIt()
    {
        using LiveTracectl view = LiveTracectl.Start("view", Trace, "-F", "--json");
        Assert.Contains("Waiting for", view.ReadMessage(), StringComparison.Ordinal);
        using TraceSession session = TraceSession.Start(Trace, "follow:Other");
        FollowTrace.Other(5);
        Assert.Equal(5, JsonDocument.Parse(view.ReadLine()!).RootElement.GetProperty("fields").GetProperty("count").GetInt32());
        view.Interrupt();
        Assert.Equal(("", "", 0), view.End());
        session.Stop();
    }

    [Fact]
    public void WhatIsAskedForEndsIt()
    {
        using TraceSession session = TraceSession.Start(Trace, "follow:Other");
        using LiveTracectl view = LiveTracectl.Start("view", Trace, "-F", "-n", "2", "--filter", "count > 1", "--time", "relative");
        for (int i = 0; i < 5; i++)
        {
            FollowTrace.Other(i);
        }

        (string output, string error, int exitCode) = view.End();
        Assert.Equal(("", 0), (error, exitCode));
        Assert.Equal(["count=2", "count=3"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line[line.LastIndexOf(' ')..].Trim()));
    }

    [Fact]
    public void WhatMakesNoSenseIsToldAtOnce()
    {
        Assert.Contains("--from expects a time", Tracectl.Run("view", Trace, "--follow", "--from", "nonsense").Error, StringComparison.Ordinal);
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Tracectl run = Tracectl.Run("view", file, "--follow");
        Assert.Contains("is a file; give the folder", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static long TimeOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("ts").GetInt64();
}

/// <summary>Of these tests alone: others run at the same time.</summary>
[TracepointProvider("follow")]
internal static partial class FollowTrace
{
    [Tracepoint]
    public static partial void Other(int count);

    [Marker("{step,-6}|{elapsed,8:0.0} ms|{number:D3}")]
    public static partial void Step(string step, double elapsed, int number);
}
