using System.Runtime.InteropServices;
using TestProbes;
using Tracing.Format;
using Tracing.Registry;
using Tracing.Runtime.RingBuffer;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Death;

/// <summary>The ring is given to another consumer while one is between two of its stores: each packet is one's only, and who is late harms nothing.</summary>
public sealed unsafe class TermTests : IDisposable
{
    private const int SubBufferSize = 4096;
    private const int SubBufferCount = 4;
    private const int Records = 10;

    /// <summary>One that no session of these tests comes to.</summary>
    private const int Channel = ThreadBlock.MaxChannels - 1;

    private const int RecordSize = EventHeader.CompactSize + sizeof(int);

    private static readonly TracepointBinding s_binding = new(new NoChannel(), eventId: 0, next: null);

    private readonly byte* _memory;
    private readonly RingSlot* _slot;
    private ulong _time = 1;

    public TermTests()
    {
        const nuint Size = RingFileHeader.Size + (SubBufferCount * SubBufferSize);
        _memory = (byte*)NativeMemory.AlignedAlloc(Size, RingFileHeader.Size);
        NativeMemory.Clear(_memory, Size);
        *(RingFileHeader*)_memory = new RingFileHeader { SubBufferSize = SubBufferSize, SubBufferCount = SubBufferCount };
        _slot = (RingSlot*)NativeMemory.AlignedAlloc(RingSlot.Size, RingSlot.Size);
        var ring = new ThreadRing(_memory, _time);
        ring.Attach(_slot, threadId: 1, _time);
        TracingThread.Current.Rings[Channel] = ring;
    }

    private RingFileHeader* Header => (RingFileHeader*)_memory;

    [Theory]
    [InlineData(nameof(Testpoint.Written), false)]
    [InlineData(nameof(Testpoint.StateStored), false)]
    [InlineData(nameof(Testpoint.TurnStored), true)]
    [InlineData(nameof(Testpoint.Consumed), true)]
    public void APacketIsTheOldOnesOrTheNewOnes(string point, bool isTheOldOnes)
    {
        Record(Records);
        RingReader outside = RingReader.Over(_memory, new HoleList());
        outside.BeginTerm(1, static state => state);
        Assert.True(outside.TryTake(takeOpen: true, out TakenPacket packet));

        // The process takes the ring at this very moment, and takes what it finds.
        RingReader process = RingReader.Over(_memory, new HoleList());
        ulong takenByProcess = 0;
        ArmedTestpoints.Arm(Enum.Parse<Testpoint>(point), 1, () => takenByProcess = TakeOver(process));
        Exception? fault = Record(() => outside.Consume<ArmedTestpoints>(packet, new ConsumerState { NextPacket = 1, End = packet.Context.End }));

        Assert.Equal(isTheOldOnes ? 0UL : Records, takenByProcess);
        Assert.Equal(isTheOldOnes ? null : typeof(TermOverException), fault?.GetType());
        Assert.Equal((2UL << 48) + (isTheOldOnes ? 0UL : 1), Header->ConsumerTurn);
        Assert.Equal(Records * RecordSize, (long)Header->Consumed);
        Assert.Equal((2, 1UL, Records), (process.Term, process.Progress.NextPacket, (int)process.Taken));

        // What the late one still stores is where nobody looks, and it gets nothing more.
        Record(1);
        Assert.True(outside.TryTake(takeOpen: true, out TakenPacket stale));
        Assert.Throws<TermOverException>(() => outside.Consume(stale, new ConsumerState { NextPacket = 99 }));
        Assert.Throws<TermOverException>(() => outside.Keep(new ConsumerState { NextPacket = 99 }));
        Assert.Equal((ulong)(Records * RecordSize), Header->Consumed);
        Assert.Equal((1UL, (ulong)Records), (RingReader.Over(_memory, new HoleList()).Progress.NextPacket, process.Progress.Recorded));
        Assert.Equal(1UL, TakeAll(process));
    }

    [Fact]
    public void WhatIsPassedOverByOneThatIsLateIsWhatItsSuccessorWouldPassOver()
    {
        // The first sub-buffer is taken while it is open, then left.
        Record(Records);
        RingReader outside = RingReader.Over(_memory, new HoleList());
        outside.BeginTerm(1, static state => state);
        Assert.Equal((ulong)Records, TakeAll(outside));
        Header->ConsumerState0 = Header->ConsumerState0 with { NextPacket = 7 };
        RingReader process = RingReader.Over(_memory, new HoleList());
        process.BeginTerm(2, static state => state);
        while (Header->Committed % (1UL << 32) < SubBufferSize)
        {
            Record(1);
        }

        Assert.True(outside.TryTake(takeOpen: true, out _));
        ulong consumed = Header->Consumed;
        ulong rest = TakeAll(process);
        Assert.Equal(CommitWord.RecordsAfter(0, Header->Committed), Records + rest);
        Assert.True(Header->Consumed >= consumed);
    }

    [Fact]
    public void StatesOfFourTermsStandInFourPlaces() =>
        Assert.Equal([0, 1, 2, 3], new[] { TurnWord.First(0), TurnWord.Next(TurnWord.First(2)), TurnWord.First(3), TurnWord.Next(TurnWord.First(ushort.MaxValue)) }.Select(TurnWord.State));

    public void Dispose()
    {
        TracingThread.Current.Rings[Channel] = null;
        NativeMemory.AlignedFree(_slot);
        NativeMemory.AlignedFree(_memory);
    }

    private static ulong TakeOver(RingReader process)
    {
        process.BeginTerm(2, static state => state);
        return TakeAll(process);
    }

    private static ulong TakeAll(RingReader reader)
    {
        ulong before = reader.Taken;
        while (reader.TryTake(takeOpen: true, out TakenPacket packet))
        {
            reader.Consume(packet, reader.Progress with { NextPacket = reader.Progress.NextPacket + 1 });
        }

        return reader.Taken - before;
    }

    private static TermOverException? Record(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (TermOverException exception)
        {
            return exception;
        }
    }

    private void Record(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (_slot->Limit - _slot->Next < RecordSize)
            {
                // As the slow half of reserve does it.
                ThreadRing.OpenSlow<NoTestpoints>(s_binding, _slot, sizeof(int), ++_time);
                _slot->LastTimestamp = _time;
            }

            var writer = new RecordWriter(EventHeader.Write(_slot->Next, id: 0, ++_time, isCompact: true), _slot, _time);
            writer.Write(i);
            writer.Commit(s_binding);
        }
    }

    /// <summary>The records are put into the ring by hand.</summary>
    private sealed class NoChannel : RecordingChannel
    {
        public override int Number => Channel;

        public override bool TryOpenRing(TracingThread thread, RingSlot* slot, ulong timestamp) => false;
    }
}
