using System.Text;
using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Following;

public sealed class FollowTests
{
    private static readonly string s_metadata = SampleMetadata.Prolog + SampleMetadata.Event(2, "shop:Tick", "uint32_t _n;");
    private static readonly TraceFollowOptions s_atOnce = new() { Lag = TimeSpan.Zero };

    private static byte[] Tick(ulong time, uint n, ulong number = 0, ulong instance = 0, ushort id = 2) =>
        new PacketBytes(time, time, number, instance: instance).Event(id, time).U32(n).Done();

    private static void Append(TraceFolder trace, string name, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = File.Open(Path.Combine(trace.Path, name), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(bytes);
    }

    [Fact]
    public void StreamsThatGrowAreReadOn()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", Tick(10, 1));
        using TraceFollower follower = TraceFollower.Open(trace.Path, s_atOnce);
        Assert.Equal(["shop:Tick n=1"], Items.Lines(follower));
        Assert.False(follower.Refresh());
        Append(trace, "c_0", Tick(20, 2, 1));
        Assert.True(follower.Refresh());
        Assert.Equal(["shop:Tick n=2"], Items.Lines(follower));
    }

    [Fact]
    public void APacketIsReadWhenItIsWhole()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata);
        byte[] packet = Tick(10, 1);
        using TraceFollower follower = TraceFollower.Open(trace.Path, s_atOnce);
        foreach (byte[] piece in packet.Chunk(7).SkipLast(1))
        {
            Append(trace, "c_0", piece);
            follower.Refresh();
            Assert.Empty(Items.Lines(follower));
        }

        Append(trace, "c_0", packet.Chunk(7).Last());
        follower.Refresh();
        Assert.Equal(["shop:Tick n=1"], Items.Lines(follower));
    }

    [Fact]
    public void WhatIsCutOffWhenTheWriterEndsIsAProblem()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", [.. Tick(10, 1), .. Tick(20, 2, 1)[..^2]]);
        using TraceFollower follower = TraceFollower.Open(trace.Path, s_atOnce);
        Assert.Equal(["shop:Tick n=1"], Items.Lines(follower));
        follower.Complete();
        Assert.Contains("c_0, packet 1, byte", Assert.Single(Items.Lines(follower)), StringComparison.Ordinal);
        Assert.False(follower.Refresh());
    }

    [Fact]
    public void EventClassesThatAreAddedLaterAreKnown()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", Tick(10, 1));
        using TraceFollower follower = TraceFollower.Open(trace.Path, s_atOnce);
        Assert.Equal(["shop:Tick n=1"], Items.Lines(follower));
        string block = SampleMetadata.Event(3, "shop:Tock", "uint32_t _m;");
        Append(trace, "metadata", Encoding.UTF8.GetBytes(block[..20]));
        Append(trace, "c_0", Tick(20, 2, 1, id: 3));
        follower.Refresh();

        // Half a block describes nothing, so that its events wait.
        Assert.Empty(Items.Lines(follower));
        Append(trace, "metadata", Encoding.UTF8.GetBytes(block[20..]));
        follower.Refresh();
        Assert.Equal(["shop:Tock m=2"], Items.Lines(follower));
    }

    [Fact]
    public void MetadataThatStaysBrokenIsToldOnce()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", Tick(10, 1));
        using TraceFollower follower = TraceFollower.Open(trace.Path, s_atOnce);
        Assert.Single(Items.Lines(follower));
        Append(trace, "metadata", "event {"u8);
        follower.Refresh();
        Assert.Empty(Items.Lines(follower));
        follower.Refresh();
        Assert.Contains("metadata", Assert.Single(Items.Lines(follower)), StringComparison.Ordinal);
        follower.Refresh();
        Assert.Empty(Items.Lines(follower));
    }

    [Fact]
    public void MetadataThatIsStillEmptyIsWaitedFor()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata("").WithStream("c_0", Tick(10, 1));
        using TraceFollower follower = TraceFollower.Open(trace.Path, s_atOnce);
        follower.Refresh();
        follower.Refresh();
        Assert.Empty(Items.Lines(follower));
        trace.WithMetadata(s_metadata);
        follower.Refresh();
        Assert.Equal(["shop:Tick n=1"], Items.Lines(follower));
    }

    [Fact]
    public void MetadataThatStaysEmptyIsToldAtTheEnd()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata("").WithStream("c_0", Tick(10, 1));
        using TraceFollower follower = TraceFollower.Open(trace.Path, s_atOnce);
        follower.Complete();
        Assert.Contains("an empty file", Assert.Single(Items.Lines(follower)), StringComparison.Ordinal);
    }

    [Fact]
    public void NewStreamsAndNewFoldersAreFound()
    {
        using var trace = new TraceFolder();
        using TraceFollower follower = TraceFollower.Open(trace.Path, s_atOnce);
        Assert.Empty(follower.Traces);
        for (int chunk = 1; chunk <= 2; chunk++)
        {
            Directory.CreateDirectory(Path.Combine(trace.Path, $"{chunk}"));
            File.WriteAllText(Path.Combine(trace.Path, $"{chunk}", "metadata"), s_metadata);
            Append(trace, $"{chunk}/c_0", Tick((ulong)chunk * 10, (uint)chunk, (ulong)chunk - 1));
            follower.Refresh();
            Assert.Equal([$"shop:Tick n={chunk}"], Items.Lines(follower));
        }

        Append(trace, "2/c_1", Tick(30, 3, instance: 1));
        follower.Refresh();
        Assert.Equal(["shop:Tick n=3"], Items.Lines(follower));

        // The chunks are one trace: the ring's packets go on in the second folder, and none is missing.
        Assert.Equal(2, follower.Streams.Count);
        Assert.Equal(2, follower.Traces.Count);
    }

    [Fact]
    public void ItemsAreKeptBackUntilSlowerStreamsHaveWritten()
    {
        var time = new ManualTime();
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", Tick(20, 2));
        using TraceFollower follower = TraceFollower.Open(trace.Path, new TraceFollowOptions { Lag = TimeSpan.FromSeconds(1), Time = time });
        Assert.Empty(Items.Lines(follower));
        Append(trace, "c_1", Tick(10, 1, instance: 1));
        time.Advance(TimeSpan.FromMilliseconds(999));
        follower.Refresh();
        Assert.Empty(Items.Lines(follower));
        Append(trace, "c_1", Tick(30, 3, 1, instance: 1));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(follower.Refresh());
        Assert.Equal(["shop:Tick n=1", "shop:Tick n=2"], Items.Lines(follower));
        follower.Complete();
        Assert.Equal(["shop:Tick n=3"], Items.Lines(follower));
    }

    [Fact]
    public async Task AnEnumerationEndsWhenTheFollowerIsComplete()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", Tick(10, 1));
        using TraceFollower follower = TraceFollower.Open(trace.Path, new TraceFollowOptions { Lag = TimeSpan.Zero, PollInterval = TimeSpan.FromMilliseconds(1) });
        var lines = new List<string>();
        await foreach (TraceEvent e in follower.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(e.ToString());
            if (lines.Count == 1)
            {
                Append(trace, "c_0", Tick(20, 2, 1));
            }
            else
            {
                Append(trace, "c_0", Tick(30, 3, 2));
                follower.Complete();
            }

            if (lines.Count == 3)
            {
                break;
            }
        }

        Assert.Equal(["shop:Tick n=1", "shop:Tick n=2", "shop:Tick n=3"], lines);
    }

    [Fact]
    public async Task CancellingEndsTheWaiting()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", Tick(10, 1));
        using TraceFollower follower = TraceFollower.Open(trace.Path, s_atOnce);
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (TraceEvent e in follower.ReadAllAsync(source.Token))
            {
                await source.CancelAsync();
            }
        });
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
