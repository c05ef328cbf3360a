using System.Collections.Concurrent;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

/// <summary>Chunks are traces of their own, and together one trace from which nothing is missing.</summary>
[Collection(nameof(TestTrace))]
public class RotationTests
{
    [Fact]
    public void EachChunkHasWhatWasEmittedBeforeTheCall()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        Emit(0, 10);
        Assert.Equal(folder["trace/1"], session.Rotate());
        Emit(10, 10);
        Assert.Equal(folder["trace/2"], session.Rotate());

        // What is described later is in the later chunks' metadata only.
        session.Enable("test:Text", session.AddChannel("late"));
        TestTrace.Text(1, "late");
        Emit(20, 10);
        session.Stop();

        Assert.Equal([folder["trace/1"], folder["trace/2"], folder["trace/3"]], Chunks.Of(folder["trace"]));
        Assert.Equal(Enumerable.Range(0, 10), Numbers(folder["trace/1"]));
        Assert.Equal(Enumerable.Range(10, 10), Numbers(folder["trace/2"]));
        Assert.Equal(Enumerable.Range(20, 10), Numbers(folder["trace/3"]));
        Assert.Equal(Enumerable.Range(0, 30), Numbers(folder["trace"]));
        Assert.Equal(31, session.Statistics.Recorded);
    }

    [Fact]
    public void ChunksOfOneEventEachAreReadInTheirOrder()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        const int Count = 20;
        for (int i = 0; i < Count; i++)
        {
            Emit(i, 1);
            session.Rotate();
        }

        session.Stop();
        Assert.Equal(Enumerable.Range(0, Count), Numbers(folder["trace"]));
        Assert.Equal(Enumerable.Range(0, Count), Chunks.Of(folder["trace"]).SelectMany(Numbers));
    }

    [Fact]
    public void AStoppedSessionGoesOnInTheChunkThatItHad()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "test:Number");
        Emit(0, 1);
        session.Rotate();
        session.Stop();
        Assert.Throws<InvalidOperationException>(session.Rotate);
        session.Start();
        Emit(1, 1);
        session.Stop();
        Assert.Equal([0], Numbers(folder["trace/1"]));
        Assert.Equal([1], Numbers(folder["trace/2"]));
    }

    [Theory]
    [InlineData(BufferScope.Thread, 4096, 2)]
    [InlineData(BufferScope.Thread, 65536, 4)]
    [InlineData(BufferScope.Cpu, 4096, 2)]
    [InlineData(BufferScope.Cpu, 65536, 4)]
    public async Task EveryEventAndEveryLossIsInOneChunk(BufferScope scope, int subBufferSize, int subBufferCount)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("rotating", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Number", session.AddChannel("small", new ChannelOptions
        {
            Scope = scope,
            SubBufferSize = subBufferSize,
            SubBufferCount = subBufferCount,
        }));
        session.Start();
        const int Count = 4, Each = 100_000;
        Task emitters = Task.Run(() => Threads.Run(Count, static _ => Emit(0, Each)), CancellationToken.None);
        int rotations = 0;
        for (; rotations < 12 && (!emitters.IsCompleted || rotations < 3); rotations++)
        {
            session.Rotate();
        }

        await emitters;
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal(Count * Each, statistics.Recorded + statistics.Discarded);
        Assert.Equal(rotations + 1, Chunks.Of(folder["trace"]).Length);
        Assert.Equal((statistics.Recorded, statistics.Discarded), Chunks.Sum(folder["trace"]));
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal((statistics.Recorded, statistics.Discarded), (events, Babeltrace.SumOfDiscarded(warnings)));
    }

    [Fact]
    public void AChunkThatHasItsSizeIsFinished()
    {
        using var folder = new TempFolder();
        using TraceSession session = Rotating(folder["trace"], new RotationOptions { MaxSize = 20_000 });
        int next = 0;
        EmitUntil(() => Directory.Exists(folder["trace/4"]), ref next);
        session.Stop();
        string[] chunks = Chunks.Of(folder["trace"]);
        Assert.All(chunks[..^1], static chunk => Assert.InRange(SizeOf(chunk), 20_000, long.MaxValue));
        Assert.Equal(Enumerable.Range(0, next), chunks.SelectMany(Numbers));
    }

    [Fact]
    public void AChunkIsFinishedAfterItsTimeButNotAnEmptyOne()
    {
        using var folder = new TempFolder();
        using TraceSession session = Rotating(folder["trace"], new RotationOptions { Period = TimeSpan.FromMilliseconds(1) });
        using TraceSession quiet = TraceSession.Create("quiet", new TraceSessionOptions
        {
            Output = folder["quiet"],
            Rotation = new RotationOptions { Period = TimeSpan.FromMilliseconds(1), MaxSize = 1 },
        });
        quiet.Enable("none:*");
        quiet.Start();
        int next = 0;
        EmitUntil(() => Directory.Exists(folder["trace/4"]), ref next);
        session.Stop();
        Assert.Equal(Enumerable.Range(0, next), Numbers(folder["trace"]));
        quiet.Stop();
        Assert.Equal([folder["quiet/metadata"], folder["quiet/tracing_1"]], Directory.EnumerateFileSystemEntries(folder["quiet"]).Order());
    }

    [Fact]
    public void OldChunksMakeWayByTheirNumber()
    {
        using var folder = new TempFolder();
        using TraceSession session = Rotating(folder["trace"], new RotationOptions { KeepChunks = 2 });
        for (int i = 0; i < 5; i++)
        {
            Emit(i, 1);
            session.Rotate();
        }

        Emit(5, 1);
        session.Stop();
        Assert.Equal([folder["trace/4"], folder["trace/5"], folder["trace/6"]], Chunks.Of(folder["trace"]));
        Assert.Equal([3, 4, 5], Numbers(folder["trace"]));
        Assert.Equal(6, session.Statistics.Recorded);
    }

    [Fact]
    public void OldChunksMakeWayByTheirSize()
    {
        using var folder = new TempFolder();
        using TraceSession session = Rotating(folder["trace"], new RotationOptions { KeepBytes = 100_000 });
        for (int i = 0; i < 6; i++)
        {
            Emit(0, 3000);
            session.Rotate();
        }

        Emit(0, 20_000);
        session.Rotate();
        session.Stop();

        // The newest finished one is larger than all may be together, and stays all the same.
        Assert.Equal([folder["trace/7"], folder["trace/8"]], Chunks.Of(folder["trace"]));
        Assert.InRange(SizeOf(folder["trace/7"]), 100_000, long.MaxValue);
    }

    [Fact]
    public void WhatIsNotTheTracersStaysInADeletedChunk()
    {
        using var folder = new TempFolder();
        using TraceSession session = Rotating(folder["trace"], new RotationOptions { KeepChunks = 1 });
        session.Rotate();
        File.WriteAllText(folder["trace/1/precious"], "");
        session.Rotate();
        Directory.Move(folder["trace/2"], folder["elsewhere"]);
        Directory.CreateSymbolicLink(folder["trace/2"], folder["elsewhere"]);
        session.Rotate();
        Assert.Equal([folder["trace/1/precious"]], Directory.EnumerateFileSystemEntries(folder["trace/1"]));
        Assert.True(File.Exists(folder["elsewhere/metadata"]));
    }

    [Fact]
    public void FinishedChunksAreAnnouncedInOrderUnderNoLock()
    {
        using var folder = new TempFolder();
        var announced = new ConcurrentQueue<(string Folder, long Chunk, long Size, int Events)>();
        var session = Rotating(folder["trace"], new RotationOptions());
        session.ChunkFinished += static (_, _) => throw new InvalidOperationException("a handler's own fault");
        session.ChunkFinished += (sender, chunk) =>
        {
            // Would wait for ever if the session's locks were held.
            Task.Run(() => ((TraceSession)sender!).Statistics.Recorded, CancellationToken.None).GetAwaiter().GetResult();
            announced.Enqueue((chunk.Folder, chunk.Chunk, chunk.Size, Numbers(chunk.Folder).Length));
        };
        Emit(0, 1);
        session.Rotate();
        Emit(1, 2);
        session.Rotate();
        Emit(3, 3);
        session.Dispose();
        Assert.True(SpinWait.SpinUntil(() => announced.Count == 3, TimeSpan.FromSeconds(60)));
        Assert.Equal(
            Enumerable.Range(1, 3).Select(chunk => (folder[$"trace/{chunk}"], (long)chunk, SizeOf(folder[$"trace/{chunk}"]), chunk)),
            announced);
    }

    [Fact]
    public void ATraceThatNeverRotatedIsAnnouncedWhenItIsDone()
    {
        using var folder = new TempFolder();
        var session = Rotating(folder["trace"], new RotationOptions());
        ChunkFinishedEventArgs? announced = null;
        session.ChunkFinished += (_, chunk) => announced = chunk;
        session.Dispose();
        Assert.True(SpinWait.SpinUntil(() => announced is not null, TimeSpan.FromSeconds(60)));
        Assert.Equal((folder["trace"], 0), (announced!.Folder, announced.Chunk));
    }

    [Fact]
    public async Task SnapshotsOfMixedSessionsCopyTheChunkThatIsRecorded()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("mixed-rotating", new TraceSessionOptions
        {
            Output = folder["trace"],
            Rotation = new RotationOptions { MaxSize = 20_000, KeepChunks = 2 },
        });
        session.Enable("test:Text", session.AddChannel("recorder", new ChannelOptions { Mode = BufferMode.Overwrite }));
        session.Enable("test:Number", session.AddChannel("disk"));
        session.Start();
        TestTrace.Text(1, "kept");
        Emit(0, 5);
        session.Rotate();
        Emit(5, 5);
        session.Snapshot(folder["snap"]);
        Assert.Equal(Enumerable.Range(5, 5), Numbers(folder["snap"]));
        Assert.Single(Babeltrace.Read(folder["snap"]), static line => line.Contains("kept", StringComparison.Ordinal));

        // While chunks come and go.
        using var stop = new CancellationTokenSource();
        Task emitter = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Emit(0, 1000);
            }
        }, CancellationToken.None);
        for (int i = 0; i < 10; i++)
        {
            session.Snapshot(folder[$"snap{i}"]);
        }

        await stop.CancelAsync();
        await emitter;
        for (int i = 0; i < 10; i++)
        {
            Assert.Contains(Babeltrace.Lines(folder[$"snap{i}"]), static line => line.Contains("kept", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void RotationNeedsASessionThatRecordsToAFolder()
    {
        using var folder = new TempFolder();
        using TraceSession recorder = TraceSession.Create("recorder-rotation", new TraceSessionOptions());
        recorder.Enable("test:Number");
        Assert.Throws<InvalidOperationException>(recorder.Rotate);
        recorder.Start();
        Assert.Contains("no output", Assert.Throws<InvalidOperationException>(recorder.Rotate).Message);
        recorder.Dispose();
        Assert.Throws<ObjectDisposedException>(recorder.Rotate);
        foreach (RotationOptions wrong in (RotationOptions[])[new() { MaxSize = 0 }, new() { Period = TimeSpan.Zero }, new() { KeepChunks = 0 }, new() { KeepBytes = -1 }])
        {
            Assert.Contains("greater than zero", Assert.Throws<ArgumentException>(
                () => TraceSession.Create("wrong", new TraceSessionOptions { Output = folder["wrong"], Rotation = wrong })).Message);
        }
    }

    private static TraceSession Rotating(string output, RotationOptions rotation)
    {
        TraceSession session = TraceSession.Create("rotating", new TraceSessionOptions { Output = output, Rotation = rotation });
        session.Enable("test:Number");
        session.Start();
        return session;
    }

    private static void Emit(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            TestTrace.Number(i);
        }
    }

    // A little at a time, so that nothing is discarded.
    private static void EmitUntil(Func<bool> condition, ref int next)
    {
        int value = next;
        Assert.True(SpinWait.SpinUntil(() =>
        {
            Emit(value, 1);
            value++;
            return condition();
        }, TimeSpan.FromSeconds(60)));
        next = value;
    }

    private static long SizeOf(string folder) => new DirectoryInfo(folder).GetFiles().Sum(static file => file.Length);

    private static int[] Numbers(string trace) =>
    [
        .. from line in Babeltrace.Read(trace)
           where line.Contains("test:Number", StringComparison.Ordinal)
           select int.Parse(line.Split("{ value = ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture),
    ];
}
