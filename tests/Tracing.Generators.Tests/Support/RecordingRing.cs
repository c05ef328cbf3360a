using System.Runtime.InteropServices;
using Tracing.Format;
using Tracing.Registry;
using Tracing.Writing;

namespace Tracing.Generators.Tests.Support;

/// <summary>A channel with one ring in plain memory, to look at the bytes that generated code writes.</summary>
internal sealed unsafe class RecordingRing : RecordingChannel, IDisposable
{
    private const int FirstNumber = 100;

    private static int s_used;

    private readonly TracepointProvider _provider;
    private readonly int _index;
    private readonly byte* _memory;
    private readonly int _size;
    private ThreadRing? _ring;
    private TracingThread? _thread;

    public RecordingRing(TracepointProvider provider, string tracepoint, int size = 1 << 16)
    {
        _provider = provider;
        _index = provider.Tracepoints.Single(candidate => candidate.Name == tracepoint).Index;
        _size = size;

        // Numbers stand for slots in a thread's block; tests run at the same time and each needs its own.
        Number = FirstNumber + (Interlocked.Increment(ref s_used) % (ThreadBlock.MaxChannels - FirstNumber));
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(RingFileHeader.Size + size), RingFileHeader.Size);
        NativeMemory.Clear(_memory, (nuint)(RingFileHeader.Size + size));
        Header->SubBufferSize = (uint)size;
        Header->SubBufferCount = 1;
        TracepointRegistry.Change(() => provider.Publish(_index, new TracepointBinding(this, eventId: 7, next: null)));
    }

    public override int Number { get; }

    private RingFileHeader* Header => (RingFileHeader*)_memory;

    /// <summary>Records that did not fit.</summary>
    public ulong Lost => Header->Discarded + Header->TooLarge;

    public override bool TryOpenRing(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        _ring = new ThreadRing(_memory, timestamp);
        _ring.Attach(slot);
        thread.Rings[Number] = _ring;
        _thread = thread;
        return true;
    }

    /// <summary>The fields of the one record, without the event header.</summary>
    public byte[] SingleRecord()
    {
        Assert.Equal(1UL, CommittedRecords());
        return [.. AllBytes().AsSpan(EventHeader.CompactSize)];
    }

    /// <summary>How many records were committed by the calling thread.</summary>
    public ulong CommittedRecords() => _ring is null ? 0 : ThreadBlock.SlotAt(ThreadBlock.Current, ThreadBlock.OffsetOf(Number))->Recorded;

    public void Dispose()
    {
        TracepointRegistry.Change(() => _provider.Publish(_index, null));
        Quiescence.WaitForProbes();
        _ring?.Detach();
        if (_thread is not null)
        {
            _thread.Rings[Number] = null;
        }

        NativeMemory.AlignedFree(_memory);
    }

    private byte[] AllBytes()
    {
        RingSlot* slot = ThreadBlock.SlotAt(ThreadBlock.Current, ThreadBlock.OffsetOf(Number));
        byte* data = _memory + RingFileHeader.Size;
        Assert.InRange(slot->Next - data, 0, _size);
        return new ReadOnlySpan<byte>(data, (int)(slot->Next - data)).ToArray();
    }
}
