using System.Runtime.InteropServices;
using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime.Extraction;

/// <summary>
/// Room for the copies of one ring's sub-buffers, used for one ring after the other. Outside of the managed heap, where tens of
/// megabytes in large arrays would bring on collections that stop the very threads that a snapshot is not to disturb.
/// </summary>
internal sealed unsafe class CopyMemory(long sizeBytes) : IDisposable
{
    private readonly long _length = sizeBytes;
    private byte* _memory = (byte*)NativeMemory.Alloc((nuint)sizeBytes);
    private long _used;

    /// <summary>Takes a piece.</summary>
    public Memory<byte> Take(int sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_used + sizeBytes, _length);
        Memory<byte> piece = new RingMemory().Lend(_memory + _used, sizeBytes);
        _used += sizeBytes;
        return piece;
    }

    /// <summary>Takes all pieces back.</summary>
    public void Clear() => _used = 0;

    /// <summary>Frees the memory. No piece is used any more.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
