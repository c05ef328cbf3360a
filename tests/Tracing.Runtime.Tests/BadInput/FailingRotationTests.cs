using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.BadInput;

/// <summary>A chunk that cannot be begun: recording goes on in the one before, the failure is said, and the rotation is made up for.</summary>
[Collection(nameof(TestTrace))]
public class FailingRotationTests
{
    [Theory]
    [InlineData("trace/1/in-the-way", "trace")]
    [InlineData("trace/2/in-the-way", "trace/1")]
    public void RecordingGoesOnInTheOldChunk(string obstacle, string goesOnIn)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        TestTrace.Number(1);
        Directory.CreateDirectory(Path.GetDirectoryName(folder[obstacle])!);
        File.WriteAllText(folder[obstacle], "");
        IOException exception = Assert.Throws<IOException>(session.Rotate);
        Assert.StartsWith($"The next chunk of '{folder["trace"]}' cannot be begun, and recording goes on in the one before; it is tried again. ", exception.Message);
        Assert.Contains("is not empty", exception.Message);
        Assert.Equal(exception.Message, session.Statistics.OutputError);
        Assert.True(File.Exists(Path.Combine(folder[goesOnIn], "metadata")));
        TestTrace.Number(2);

        // The consumer makes up for it.
        Directory.Delete(Path.GetDirectoryName(folder[obstacle])!, recursive: true);
        Assert.True(SpinWait.SpinUntil(() => session.Statistics.OutputError is null, TimeSpan.FromSeconds(60)));
        TestTrace.Number(3);
        session.Stop();
        Assert.Equal([folder["trace/1"], folder["trace/2"]], Chunks.Of(folder["trace"]));
        Assert.Equal(2, Babeltrace.Read(folder["trace/1"]).Length);
        Assert.Single(Babeltrace.Read(folder["trace/2"]));
        Assert.Equal((3, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
    }

    [Fact]
    public void ADiskThatIsFullLosesOnlyWhatIsCounted()
    {
        using var disk = SmallDisk.Mount(sizeKib: 512);
        using TraceSession session = TraceSession.Create("full-chunk", new TraceSessionOptions
        {
            Output = disk["trace"],
            Rotation = new RotationOptions { MaxSize = 50_000 },
        });
        session.Enable("test:Number", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 2 }));
        session.Start();
        long emitted = 0;
        Assert.True(SpinWait.SpinUntil(() =>
        {
            TestTrace.Number(0);
            emitted++;
            return session.Statistics is { OutputError: not null, Discarded: > 0 };
        }, TimeSpan.FromSeconds(60)));

        // Room again, by a chunk that somebody took away: all that is counted as lost is told.
        (long taken, string warnings) = Babeltrace.Count(disk["trace/2"]);
        Assert.Equal("", warnings);
        Directory.Delete(disk["trace/2"], recursive: true);
        Assert.True(SpinWait.SpinUntil(() => session.Statistics.OutputError is null, TimeSpan.FromSeconds(60)));
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal(emitted, statistics.Recorded + statistics.Discarded);
        Assert.Equal((statistics.Recorded - taken, statistics.Discarded), Chunks.Sum(disk["trace"]));
    }
}
