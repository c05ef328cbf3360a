using Tracing.Format;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// Copies sub-buffers out of a ring that is overwritten, without stopping its producers. What is overwritten during the copy is
/// left out whole, never torn. Any number of them can read a ring at one time; nothing in the ring changes.
/// </summary>
internal abstract unsafe class RingSnapshot
{
    /// <param name="memory">The mapped ring, which stays mapped while the object is used.</param>
    protected RingSnapshot(byte* memory)
    {
        Header = (RingFileHeader*)memory;
        Data = memory + RingFileHeader.Size;
        SubBufferSize = Header->SubBufferSize;
        SubBufferCount = Header->SubBufferCount;
    }

    /// <summary>The header page.</summary>
    protected RingFileHeader* Header { get; }

    /// <summary>Bytes of a sub-buffer.</summary>
    protected uint SubBufferSize { get; }

    /// <summary>How many there are.</summary>
    protected uint SubBufferCount { get; }

    private byte* Data { get; }

    /// <summary>The snapshot for a ring's kind; parameters as of <see cref="RingReader.Over"/>.</summary>
    public static RingSnapshot Over(byte* memory, HoleList holes, ulong? deadEnd = null) =>
        ((RingFileHeader*)memory)->Kind == RingFileHeader.SharedKind ? new SharedSnapshot(memory, holes, deadEnd) : new ThreadSnapshot(memory);

    /// <summary>The oldest sub-buffer that may still be there, and the one that is being filled.</summary>
    public abstract (ulong Oldest, ulong Current) FindRange();

    /// <summary>Tells of a sub-buffer without copying it. False when it is gone.</summary>
    public bool TryDescribe(ulong number, out CopiedPacket packet) => TryRead<NoTestpoints>(number, default, out packet);

    /// <summary>Copies a sub-buffer's records. False when it is gone, or went during the copy.</summary>
    /// <param name="number">A number within <see cref="FindRange"/>.</param>
    /// <param name="destination">At least a sub-buffer's size.</param>
    /// <param name="packet">What the packet's context says.</param>
    public bool TryCopy(ulong number, Span<byte> destination, out CopiedPacket packet) =>
        TryRead<NoTestpoints>(number, destination, out packet);

    /// <summary>Reads a sub-buffer, and its bytes if there is room for them.</summary>
    internal abstract bool TryRead<TTestpoints>(ulong number, Span<byte> destination, out CopiedPacket packet)
        where TTestpoints : struct, ITestpoints;

    /// <summary>Copies the first bytes of a sub-buffer's place, if there is room for them.</summary>
    protected void Copy(ulong number, int size, Span<byte> destination)
    {
        if (!destination.IsEmpty)
        {
            new ReadOnlySpan<byte>(Data + ((number % SubBufferCount) * SubBufferSize), size).CopyTo(destination);
        }
    }
}
