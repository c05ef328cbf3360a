using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.BadInput;

/// <summary>A disk that fills up: what is lost is counted, what is written can be read, and recording goes on when there is room again.</summary>
public partial class FullDiskTests
{
    private const int Events = 100_000;

    [Fact]
    public void WhatDoesNotFitOnTheDiskIsCountedAsDiscarded()
    {
        using var disk = SmallDisk.Mount(sizeKib: 256);
        using TraceSession session = StartOn(disk);
        long emitted = 0;
        EmitUntil(() => session.Statistics.OutputError is not null, ref emitted);

        // More than the rings hold, so that something is left over in any case.
        Emit(Events);
        session.Stop();

        SessionStatistics statistics = session.Statistics;
        Assert.Equal(emitted + Events, statistics.Recorded + statistics.Discarded);
        Assert.InRange(statistics.Discarded, 1, emitted + Events - 1);
        Assert.Contains("No space left", statistics.OutputError);
        Assert.Equal(statistics.Recorded, Babeltrace.Count(disk["trace"]).Events);
    }

    [Fact]
    public void RecordingGoesOnWhenThereIsRoomAgain()
    {
        using var disk = SmallDisk.Mount(sizeKib: 1024);
        File.WriteAllBytes(disk["ballast"], new byte[800 << 10]);
        using TraceSession session = StartOn(disk);
        long emitted = 0;
        EmitUntil(() => session.Statistics.OutputError is not null, ref emitted);
        EmitUntil(() => session.Statistics.Discarded > 0, ref emitted);

        File.Delete(disk["ballast"]);
        long before = session.Statistics.Recorded;
        EmitUntil(() => session.Statistics.OutputError is null && session.Statistics.Recorded > before, ref emitted);
        session.Stop();

        SessionStatistics statistics = session.Statistics;
        Assert.Null(statistics.OutputError);
        Assert.Equal(emitted, statistics.Recorded + statistics.Discarded);
        (long events, string warnings) = Babeltrace.Count(disk["trace"]);
        Assert.Equal(statistics.Recorded, events);
        Assert.Equal(statistics.Discarded, Babeltrace.SumOfDiscarded(warnings));
    }

    [Fact]
    public void ADiskThatIsFullAtTheStartIsReportedAndLeftAsItWas()
    {
        using var disk = SmallDisk.Mount(sizeKib: 64);
        FillUp(disk["ballast"]);
        using TraceSession session = TraceSession.Create("full", new TraceSessionOptions { Output = disk["trace"] });
        IOException exception = Assert.Throws<IOException>(session.Start);
        Assert.Contains("No space left", exception.Message);
        Assert.EndsWith("with room for the trace.", exception.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk["trace"]));

        File.Delete(disk["ballast"]);
        session.Start();
        session.Stop();
        Assert.Empty(Babeltrace.Read(disk["trace"]));
    }

    [Fact]
    public void AnEventThatCannotBeDescribedIsNotEnabled()
    {
        using var disk = SmallDisk.Mount(sizeKib: 64);
        using TraceSession session = TraceSession.Create("undescribed", new TraceSessionOptions { Output = disk["trace"] });
        session.AddChannel("events");
        session.Start();
        FillUp(disk["ballast"]);

        // What is left of the metadata's last page has room for one event class or two.
        Assert.Throws<IOException>(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                TraceChannel channel = session.AddChannel($"more-{i}");
                session.Enable("full:*", channel);
            }
        });

        File.Delete(disk["ballast"]);
        session.Enable("full:*");
        FullTrace.Number(1);
        session.Stop();
        Assert.InRange(Babeltrace.Read(disk["trace"]).Length, 1, 100);
    }

    private static TraceSession StartOn(SmallDisk disk)
    {
        TraceSession session = TraceSession.Create("small-disk", new TraceSessionOptions { Output = disk["trace"] });
        session.Enable("full:Number", session.AddChannel("small", new ChannelOptions { SubBufferSize = 16 << 10, SubBufferCount = 2 }));
        session.Start();
        return session;
    }

    private static void Emit(int count)
    {
        for (int i = 0; i < count; i++)
        {
            FullTrace.Number(i);
        }
    }

    private static void EmitUntil(Func<bool> condition, ref long emitted)
    {
        long count = emitted;
        Assert.True(SpinWait.SpinUntil(() =>
        {
            Emit(1000);
            count += 1000;
            return condition();
        }, TimeSpan.FromSeconds(60)));
        emitted = count;
    }

    private static void FillUp(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(new byte[512]);
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }

    [TracepointProvider("full")]
    internal static partial class FullTrace
    {
        [Tracepoint]
        public static partial void Number(int value);

        [Tracepoint]
        public static partial void Other(string aFieldWithALongName, long anotherFieldWithALongName);
    }
}
