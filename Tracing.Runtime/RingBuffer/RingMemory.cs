using System.Buffers;

namespace Tracing.Runtime.RingBuffer;

/// <summary>Lends a run of ring memory to an output without copying it. The lender keeps the ring mapped meanwhile.</summary>
internal sealed unsafe class RingMemory : MemoryManager<byte>
{
    private byte* _data;
    private int _size;

    /// <summary>Points at another run; the memory lent before must no longer be in use.</summary>
    public Memory<byte> Lend(byte* data, int size)
    {
        _data = data;
        _size = size;
        return Memory;
    }

    public override Span<byte> GetSpan() => new(_data, _size);

    // Mapped memory does not move.
    public override MemoryHandle Pin(int elementIndex = 0) => new(_data + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
