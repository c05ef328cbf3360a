using System.Runtime.InteropServices;
using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime.Extraction;

/// <summary>
/// Room for the copies of one ring's sub-buffers, used for one ring after the other. Outside of the managed heap, where tens of
/// megabytes in large arrays would bring on collections that stop the very threads that a snapshot is not to disturb.
/// </summary>
internal sealed unsafe partial class CopyMemory(long sizeBytes) : IDisposable
{
    private readonly long _length = sizeBytes;
    private byte* _memory = Allocate((nuint)sizeBytes);
    private long _used;

    /// <summary>Takes a piece.</summary>
    public Memory<byte> Take(int sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_used + sizeBytes, _length);
        Memory<byte> piece = new RingMemory().Lend(_memory + _used, sizeBytes);
        _used += sizeBytes;
        return piece;
    }

    /// <remarks>
    /// In huge pages where the system has them: with small ones, a quarter of a snapshot's CPU time went into handing them out (SnapshotCost in
    /// tests/Tracing.SystemBench).
    /// </remarks>
    private static byte* Allocate(nuint size)
    {
        // 2 MiB: a huge page of x64 and, with pages of 4 KiB, of arm64.
        const nuint HugePage = 2 << 20;
        var memory = (byte*)NativeMemory.AlignedAlloc(size, HugePage);
        if (OperatingSystem.IsLinux() && size >= HugePage)
        {
            // madvise(2). What cannot be had is done without.
            const int UseHugePages = 14;
            _ = Advise(memory, size, UseHugePages);
        }

        return memory;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);

    /// <summary>Takes all pieces back.</summary>
    public void Clear() => _used = 0;

    /// <summary>Frees the memory. No piece is used any more.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
