using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Following;

public sealed class PipeTests
{
    private static readonly byte[] s_metadata = Encoding.UTF8.GetBytes(SampleMetadata.Prolog + SampleMetadata.Event(2, "shop:Tick", "uint32_t _n;"));

    private static PacketBytes Tick(ulong time, uint n, ulong number = 0, ulong instance = 0, ushort id = 2) =>
        new PacketBytes(time, time, number, instance: instance).Event(id, time).U32(n);

    /// <summary>Writes frames in pieces of a size, and gives what the reader makes of them.</summary>
    private static async Task<List<string>> Read(int pieceSize, Action<PipeWriter> write, TraceFollowOptions? options = null)
    {
        var whole = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        write(whole.Writer);
        await whole.Writer.CompleteAsync();
        var pieces = new Pipe();
        Task feeding = Task.Run(async () =>
        {
            while (await whole.Reader.ReadAsync() is { Buffer.Length: > 0 } read)
            {
                int count = (int)Math.Min(pieceSize, read.Buffer.Length);
                foreach (ReadOnlyMemory<byte> segment in read.Buffer.Slice(0, count))
                {
                    await pieces.Writer.WriteAsync(segment);
                }

                whole.Reader.AdvanceTo(read.Buffer.GetPosition(count));
            }

            await pieces.Writer.CompleteAsync();
        });
        var lines = new List<string>();
        await foreach (TraceEvent e in TraceReader.ReadAsync(pieces.Reader, options, TestContext.Current.CancellationToken))
        {
            lines.Add(e.ToString());
        }

        await feeding;
        return lines;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(100_000)]
    public async Task FramesAreReadHoweverTheyAreCut(int pieceSize)
    {
        List<string> lines = await Read(pieceSize, pipe =>
        {
            TraceFrames.WriteMetadata(pipe, s_metadata.AsSpan(0, 100));
            TraceFrames.WriteMetadata(pipe, s_metadata.AsSpan(100));
            TraceFrames.WritePacket(pipe, Tick(20, 2, instance: 1).Done(padding: pieceSize == 1 ? 0 : 70_000));
            TraceFrames.WritePacket(pipe, Tick(10, 1).Done());
            TraceFrames.WriteMetadata(pipe, Encoding.UTF8.GetBytes(SampleMetadata.Event(3, "shop:Tock", "uint32_t _m;")));
            TraceFrames.WritePacket(pipe, Tick(30, 3, 1, id: 3).Done());
        });
        Assert.Equal(["shop:Tick n=1", "shop:Tick n=2", "shop:Tock m=3"], lines);
    }

    [Fact]
    public async Task ABrokenPacketStandsAlone()
    {
        List<string> lines = await Read(1000, static pipe =>
        {
            TraceFrames.WriteMetadata(pipe, s_metadata);
            TraceFrames.WritePacket(pipe, Tick(10, 1).Done());
            TraceFrames.WritePacket(pipe, Tick(20, 9, 1).Done().AsSpan()[..^2]);
            TraceFrames.WritePacket(pipe, "no packet"u8);
            TraceFrames.WritePacket(pipe, Tick(30, 3, 2).Done());
        });
        Assert.Equal(["shop:Tick n=1", "shop:Tick n=3"], lines.Where(static line => line.StartsWith("shop", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(static line => line.Contains("input", StringComparison.Ordinal) && line.Contains("expected", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AnInputThatIsNotOfFramesIsToldAndEnds()
    {
        List<string> lines = await Read(1000, static pipe =>
        {
            TraceFrames.WriteMetadata(pipe, s_metadata);
            TraceFrames.WritePacket(pipe, Tick(10, 1).Done());
            pipe.Write("GARBAGE GARBAGE"u8);
        });
        Assert.Equal(2, lines.Count);
        Assert.Contains(lines, static line => line.Contains("a frame that begins with META or PACK", StringComparison.Ordinal));
        lines = await Read(1000, static pipe => pipe.Write("PACK\u007f\u007f\u007f\u007f"u8));
        Assert.Contains("a frame of at most", Assert.Single(lines), StringComparison.Ordinal);
        lines = await Read(1000, static pipe => TraceFrames.WritePacket(pipe, Tick(10, 1).Done()));
        Assert.Contains("metadata before the first packet", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInputThatEndsInAFrameIsTold()
    {
        List<string> lines = await Read(1000, static pipe =>
        {
            TraceFrames.WriteMetadata(pipe, s_metadata);
            pipe.Write("PACK"u8);
        });
        Assert.Contains("expected a whole frame", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LeavingTheEnumerationCompletesThePipe()
    {
        var pipe = new Pipe();
        TraceFrames.WriteMetadata(pipe.Writer, s_metadata);
        TraceFrames.WritePacket(pipe.Writer, Tick(10, 1).Done());
        await pipe.Writer.FlushAsync(TestContext.Current.CancellationToken);
        await foreach (TraceEvent e in TraceReader.ReadAsync(pipe.Reader, new TraceFollowOptions { Lag = TimeSpan.Zero }, TestContext.Current.CancellationToken))
        {
            Assert.Equal("shop:Tick n=1", e.ToString());
            break;
        }

        Assert.True((await pipe.Writer.FlushAsync(TestContext.Current.CancellationToken)).IsCompleted);
    }

    [Fact]
    public async Task InStrictModeTheFirstProblemIsThrown()
    {
        await Assert.ThrowsAsync<TraceFormatException>(() => Read(
            1000,
            static pipe => pipe.Write("GARBAGE GARBAGE"u8),
            new TraceFollowOptions { Reading = new TraceReaderOptions { Strict = true } }));
    }
}
