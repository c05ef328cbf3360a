using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

/// <summary>An output for a session that was created without one.</summary>
[Collection(nameof(TestTrace))]
public class AddedOutputTests
{
    private static readonly ChannelOptions s_recorder = new() { Mode = BufferMode.Overwrite };

    [Fact]
    public void ARunningFlightRecorderGetsAnOutputAndChannelsThatUseIt()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("grows", new TraceSessionOptions());
        session.Enable("test:Text", session.AddChannel("recorder", s_recorder));
        session.Start();
        TestTrace.Text(1, "before");
        Assert.Throws<ArgumentException>(() => session.AddChannel("disk"));
        Assert.Null(session.OutputFolder);

        session.AddOutput(folder["trace"]);
        Assert.Equal(folder["trace"], session.OutputFolder);
        session.Enable("test:Number", session.AddChannel("disk"));
        TestTrace.Number(2);
        TestTrace.Text(3, "after");
        session.Rotate();
        TestTrace.Number(4);
        session.Snapshot(folder["snap"]);
        session.Stop();

        Assert.EndsWith("{ value = 2 }", Assert.Single(Babeltrace.Read(folder["trace/1"])));
        Assert.EndsWith("{ value = 4 }", Assert.Single(Babeltrace.Read(folder["trace/2"])));
        Assert.Equal(3, Babeltrace.Read(folder["snap"]).Length);
        Assert.Equal((4, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
    }

    [Fact]
    public void ItIsMadeWithTheStartOfASessionThatHasNotStarted()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("later-added-output", new TraceSessionOptions());
        session.AddOutput(folder["trace"]);
        Assert.False(Directory.Exists(folder["trace"]));
        session.Enable("test:Number");
        session.Start();
        TestTrace.Number(1);
        session.Stop();
        Assert.Single(Babeltrace.Read(folder["trace"]));
    }

    [Fact]
    public void AnOutputThatCannotBeUsedChangesNothing()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["precious"], "");
        using TraceSession session = TraceSession.Create("again-added-output", new TraceSessionOptions());
        session.Enable("test:Text", session.AddChannel("recorder", s_recorder));
        session.Start();
        Assert.Contains("is not empty", Assert.Throws<IOException>(() => session.AddOutput(folder.Path)).Message);
        Assert.Null(session.OutputFolder);
        session.AddOutput(folder["trace"]);
        Assert.Contains("already", Assert.Throws<InvalidOperationException>(() => session.AddOutput(folder["other"])).Message);
        session.Stop();
        Assert.Empty(Babeltrace.Read(folder["trace"]));
    }
}
