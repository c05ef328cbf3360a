using Tracing.Runtime.Output;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

/// <summary>Rings of the default size grow while the output cannot keep up. Here it does not write at all, until a test lets it.</summary>
[Collection(nameof(TestTrace))]
public class GrowthTests
{
    /// <summary>Events of 10 bytes that a first ring of 4 × 64 KiB has room for.</summary>
    private const int FirstRing = 4 * (65535 / 10);

    /// <summary>Bytes of a first ring, and of the one that follows it.</summary>
    private const int FirstRingSize = 4096 + (4 * 65536);
    private const int SecondRingSize = 4096 + (16 * 65536);

    [Fact]
    public void AThreadThatFillsItsRingGetsALargerOneAndLosesNothing()
    {
        using var folder = new TempFolder();
        using TraceSession session = StartStalled(folder, new ChannelOptions(), out HookedOutput output);

        // The first ring, four times that, and again.
        const int Count = ((1 + 4) * FirstRing) + 1;
        Emit(0, Count);
        Assert.Equal((3, 0, Count), (session.Statistics.Channels[0].Rings, session.Statistics.Discarded, session.Statistics.Recorded));

        output.BeforeAppend = null;
        session.Stop();
        Assert.Equal((Count, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(Count, lines.Length);
        for (int i = 0; i < Count; i++)
        {
            Assert.EndsWith($"{{ value = {i} }}", lines[i], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void GrowingLeavesAQuarterOfTheMemoryToOtherThreads()
    {
        using var folder = new TempFolder();
        const long MaxMemory = 2 * (FirstRingSize + SecondRingSize);
        using TraceSession session = StartStalled(folder, new ChannelOptions { MaxMemory = MaxMemory }, out HookedOutput output);

        // One ring of the second size fits beside the first. The next would have 64 sub-buffers.
        const int Lost = 7;
        Emit(0, (5 * FirstRing) + Lost);
        Assert.Equal((2, Lost), (session.Statistics.Channels[0].Rings, session.Statistics.Discarded));

        Threads.Run(1, static _ => Emit(0, FirstRing));
        Assert.Equal((3, Lost), (session.Statistics.Channels[0].Rings, session.Statistics.Discarded));

        output.BeforeAppend = null;
        session.Stop();
        Assert.Equal((6 * FirstRing, Lost), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.Equal(Lost, Babeltrace.SumOfDiscarded(Babeltrace.Count(folder["trace"]).Warnings));
    }

    [Fact]
    public void ADrainedRingIsUsedBeforeAnotherIsMade()
    {
        using var folder = new TempFolder();
        using TraceSession session = StartStalled(folder, new ChannelOptions(), out HookedOutput output, out TraceChannel channel);
        int emitted = 0;
        for (int round = 0; round < 3; round++)
        {
            // Into a second ring of the largest size, whatever the round began with.
            Emit(emitted, 33 * FirstRing);
            emitted += 33 * FirstRing;
            output.BeforeAppend = null;
            Assert.True(SpinWait.SpinUntil(() => channel.Rings.All.Count(static ring => ring.Ownership == RingOwnership.Free) == channel.Rings.All.Length - 1, TimeSpan.FromSeconds(60)));
            output.BeforeAppend = Stall;
        }

        output.BeforeAppend = null;
        session.Stop();
        Assert.Equal((emitted, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.InRange(session.Statistics.Channels[0].Rings, 4, 5);
        Assert.Equal(emitted, Babeltrace.Count(folder["trace"]).Events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ARingWhoseSizeWasSetStaysAsItIs(bool setsCount)
    {
        using var folder = new TempFolder();
        ChannelOptions options = setsCount ? new ChannelOptions { SubBufferCount = 4 } : new ChannelOptions { SubBufferSize = 64 << 10 };
        using TraceSession session = StartStalled(folder, options, out HookedOutput output);
        Emit(0, FirstRing + 5);
        Assert.Equal((1, 5), (session.Statistics.Channels[0].Rings, session.Statistics.Discarded));
        output.BeforeAppend = null;
    }

    [Fact]
    public void TheLargestEventIsTheSameInARingThatHasGrown()
    {
        using var folder = new TempFolder();
        using TraceSession session = StartStalled(folder, new ChannelOptions(), out HookedOutput output);

        // A sub-buffer without its last byte: header, id, text, NUL.
        string largest = new('x', 65535 - 6 - 8 - 1);
        for (int i = 0; i < 100; i++)
        {
            TestTrace.Text(i, largest);
            TestTrace.Text(i, largest + "x");
        }

        Assert.Equal((100, 100, 0), (session.Statistics.Recorded, session.Statistics.TooLarge, session.Statistics.Discarded));
        output.BeforeAppend = null;
        session.Stop();
        Assert.Equal(100, session.Statistics.Recorded);
    }

    private static TraceSession StartStalled(TempFolder folder, ChannelOptions options, out HookedOutput output) => StartStalled(folder, options, out output, out _);

    private static TraceSession StartStalled(TempFolder folder, ChannelOptions options, out HookedOutput output, out TraceChannel channel)
    {
        HookedOutput? made = null;
        TraceSession session = TraceSession.Create("growing", new TraceSessionOptions
        {
            Output = folder["trace"],
            MakeOutput = path => made = new HookedOutput(new FolderOutput(path)) { BeforeAppend = Stall },
        });
        channel = session.AddChannel("growing", options);
        session.Enable("test:*", channel);
        session.Start();
        output = made!;
        return session;
    }

    private static void Stall() => throw new IOException("not now");

    private static void Emit(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            TestTrace.Number(i);
        }
    }
}
