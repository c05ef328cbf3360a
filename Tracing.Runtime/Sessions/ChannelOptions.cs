namespace Tracing.Runtime;

/// <summary>How a channel buffers. Read when the channel is added.</summary>
public sealed class ChannelOptions
{
    /// <summary>
    /// 64 KiB: with the default count a ring takes 260 KiB with its header, so that 200 threads stay within 64 MiB a session.
    /// </summary>
    private const int DefaultSubBufferSize = 64 << 10;

    private const int DefaultSubBufferCount = 4;

    /// <summary>64 MiB: over 200 threads with rings of the default size.</summary>
    private const long DefaultMaxMemory = 64 << 20;

    /// <summary>What a full ring does. Default: <see cref="BufferMode.Discard"/>.</summary>
    public BufferMode Mode { get; set; } = BufferMode.Discard;

    /// <summary>Who shares a ring. Default: <see cref="BufferScope.Thread"/>.</summary>
    public BufferScope Scope { get; set; } = BufferScope.Thread;

    /// <summary>Bytes of a sub-buffer; the largest event, with its header of 6 to 14 bytes, takes one less. A power of two from 4 KiB to 256 MiB. Default: 64 KiB.</summary>
    public int SubBufferSize { get; set; } = DefaultSubBufferSize;

    /// <summary>
    /// Bytes that the channel's rings may take together, 4 KiB of header each included. A thread beyond that shares one more ring with
    /// others of its kind, at the price of atomic instructions; a processor beyond it uses another one's ring. Default: 64 MiB.
    /// </summary>
    public long MaxMemory { get; set; } = DefaultMaxMemory;

    /// <summary>Sub-buffers of a ring: a power of two from 2 to 64. Default: 4.</summary>
    public int SubBufferCount { get; set; } = DefaultSubBufferCount;
}
