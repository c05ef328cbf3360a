using System.Runtime.InteropServices;
using TestProbes;
using Tracing.Format;
using Tracing.Registry;
using Tracing.Runtime.RingBuffer;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Death;

/// <summary>A consumer that stops between two of its stores: who goes on finds a whole state, the old one or the new one.</summary>
public sealed unsafe class ConsumerDeathTests : IDisposable
{
    private const int SubBufferSize = 4096;
    private const int Records = 10;
    private const int RecordSize = EventHeader.CompactSize + sizeof(int);
    private const int PacketSize = 500;

    private static readonly TracepointBinding s_binding = new(new NoChannel(), eventId: 0, next: null);

    private readonly byte* _memory;
    private readonly RingSlot* _slot;
    private readonly ThreadRing _ring;

    public ConsumerDeathTests()
    {
        const nuint Size = RingFileHeader.Size + (4 * SubBufferSize);
        _memory = (byte*)NativeMemory.AlignedAlloc(Size, RingFileHeader.Size);
        NativeMemory.Clear(_memory, Size);
        *(RingFileHeader*)_memory = new RingFileHeader { SubBufferSize = SubBufferSize, SubBufferCount = 4 };
        _slot = (RingSlot*)NativeMemory.AlignedAlloc(RingSlot.Size, RingSlot.Size);
        _ring = new ThreadRing(_memory, timestamp: 1);
        _ring.Attach(_slot, threadId: 1, timestamp: 1);
    }

    [Theory]
    [InlineData(nameof(Testpoint.Written), false)]
    [InlineData(nameof(Testpoint.StateStored), false)]
    [InlineData(nameof(Testpoint.TurnStored), true)]
    [InlineData(nameof(Testpoint.Consumed), true)]
    public void ASuccessorFindsTheStateBeforeOrBehindThePacket(string point, bool isBehind)
    {
        for (int i = 0; i < Records; i++)
        {
            Record(i, time: (ulong)(2 + i));
        }

        RingReader reader = RingReader.Over(_memory, new HoleList());
        Assert.True(reader.TryTake(takeOpen: true, out TakenPacket packet));
        ArmedTestpoints.Arm(Enum.Parse<Testpoint>(point), 1, static () => throw new OperationCanceledException());
        var written = new ConsumerState { StreamLength = PacketSize, NextPacket = 1 };
        try
        {
            reader.Consume<ArmedTestpoints>(packet, written);
            Assert.Fail($"The consumer never came to {point}.");
        }
        catch (OperationCanceledException)
        {
            // It stopped there.
        }

        RingReader successor = RingReader.Over(_memory, new HoleList());
        Assert.Equal(isBehind ? (PacketSize, 1UL, (ulong)Records) : (0UL, 0UL, 0UL), (successor.Progress.StreamLength, successor.Progress.NextPacket, successor.Taken));
        Assert.Equal(!isBehind, successor.TryTake(takeOpen: true, out TakenPacket again));
        Assert.Equal(isBehind ? 0 : Records * RecordSize, again.Context.Size);

        // And it goes on with what comes then, whichever it was.
        if (!isBehind)
        {
            successor.Consume(again, written);
        }

        Record(Records, time: 100);
        Assert.True(successor.TryTake(takeOpen: true, out TakenPacket next));
        Assert.Equal((RecordSize, (ulong)Records + 1), (next.Context.Size, next.Recorded));
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_slot);
        NativeMemory.AlignedFree(_memory);
    }

    private void Record(int value, ulong time)
    {
        var writer = new RecordWriter(EventHeader.Write(_slot->Next, id: 0, time, isCompact: true), _slot, time);
        writer.Write(value);
        writer.Commit(s_binding);
    }

    /// <summary>The records are put into the ring by hand.</summary>
    private sealed class NoChannel : RecordingChannel
    {
        public override int Number => 0;

        public override bool TryOpenRing(TracingThread thread, RingSlot* slot, ulong timestamp) => false;
    }
}
