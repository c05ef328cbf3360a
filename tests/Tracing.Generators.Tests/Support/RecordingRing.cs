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
    private readonly bool _hasMemory;
    private RingSlot* _slot;

    /// <summary>Records a tracepoint until it is disposed; without memory no record finds room.</summary>
    public RecordingRing(TracepointProvider provider, string tracepoint, int size = 1 << 16, bool hasMemory = true)
    {
        _provider = provider;
        _index = provider.Tracepoints.Single(candidate => candidate.Name == tracepoint).Index;
        _size = size;
        _hasMemory = hasMemory;

        // Numbers stand for slots in a thread's block; tests run at the same time and each needs its own.
        Number = FirstNumber + (Interlocked.Increment(ref s_used) % (ThreadBlock.MaxChannels - FirstNumber));
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(RingFileHeader.Size + size), RingFileHeader.Size);
        NativeMemory.Clear(_memory, (nuint)(RingFileHeader.Size + size));
        TracepointRegistry.Change(() => provider.Publish(_index, new TracepointBinding(this, eventId: 7, next: null)));
    }

    public override int Number { get; }

    private RingFileHeader* Header => (RingFileHeader*)_memory;

    /// <summary>How often a record asked for room and got none.</summary>
    public int Refusals { get; private set; }

    public override bool TryOpenRing(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
        if (!_hasMemory)
        {
            Refusals++;
            return false;
        }

        slot->Next = _memory + RingFileHeader.Size;
        slot->Limit = slot->Next + _size;
        slot->LastTimestamp = timestamp;
        slot->Progress = &Header->Progress;
        _slot = slot;
        return true;
    }

    /// <summary>The fields of the one record, without the event header.</summary>
    public byte[] SingleRecord()
    {
        Assert.Equal(1UL, CommittedRecords());
        return [.. AllBytes().AsSpan(EventHeader.CompactSize)];
    }

    /// <summary>How many records were committed.</summary>
    public ulong CommittedRecords() => _slot is null ? 0 : _slot->Recorded;

    public void Dispose()
    {
        TracepointRegistry.Change(() => _provider.Publish(_index, null));
        Quiescence.WaitForProbes();
        if (_slot is not null)
        {
            *_slot = default;
        }

        NativeMemory.AlignedFree(_memory);
    }

    private byte[] AllBytes()
    {
        byte* data = _memory + RingFileHeader.Size;
        Assert.InRange(_slot->Next - data, 0, _size);
        return new ReadOnlySpan<byte>(data, (int)(_slot->Next - data)).ToArray();
    }
}
