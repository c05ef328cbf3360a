namespace Tracing.Runtime;

/// <summary>How a channel buffers. Read when the channel is added.</summary>
public sealed class ChannelOptions
{
    /// <summary>
    /// 64 KiB: with the default count a ring takes 260 KiB with its header, so that 200 threads stay within 64 MiB a session.
    /// </summary>
    private const int DefaultSubBufferSize = 64 << 10;

    private const int DefaultSubBufferCount = 4;

    private int? _subBufferSize;
    private int? _subBufferCount;

    /// <summary>64 MiB: over 200 threads with rings of the default size.</summary>
    private const long DefaultMaxMemory = 64 << 20;

    /// <summary>What a full ring does. Default: <see cref="BufferMode.Discard"/>.</summary>
    public BufferMode Mode { get; set; } = BufferMode.Discard;

    /// <summary>Who shares a ring. Default: <see cref="BufferScope.Thread"/>.</summary>
    public BufferScope Scope { get; set; } = BufferScope.Thread;

    /// <summary>
    /// Bytes of a sub-buffer; the largest event, with its header of 6 to 14 bytes, takes one less. A power of two from 4 KiB to 256 MiB.
    /// Default: 64 KiB.
    /// </summary>
    public int SubBufferSize { get => _subBufferSize ?? DefaultSubBufferSize; set => _subBufferSize = value; }

    /// <summary>
    /// Sub-buffers of a ring: a power of two from 2 to 64. Default: 4, and if neither this nor <see cref="SubBufferSize"/> is set, a thread
    /// that fills its ring gets a larger one, up to 64 sub-buffers, and further ones of that size, as long as three quarters of
    /// <see cref="MaxMemory"/> hold them. Rings whose size was set stay as they are.
    /// </summary>
    public int SubBufferCount { get => _subBufferCount ?? DefaultSubBufferCount; set => _subBufferCount = value; }

    /// <summary>
    /// Bytes that the channel's rings may take together, 4 KiB of header each included. A thread beyond that shares one more ring with
    /// others of its kind, at the price of atomic instructions; a processor beyond it uses another one's ring. Rings that nobody needs any
    /// more are given back after some seconds, but for a few. Default: 64 MiB.
    /// </summary>
    public long MaxMemory { get; set; } = DefaultMaxMemory;

    /// <summary>
    /// With <see cref="BufferMode.Block"/>: how long a thread waits at the most for room for one event. More than zero, up to a minute;
    /// stopping the session takes as long if the output hangs. Default: 100 ms.
    /// </summary>
    public TimeSpan BlockTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The size that was set; null for none.</summary>
    internal int? ChosenSubBufferSize => _subBufferSize;

    /// <summary>The count that was set; null for none.</summary>
    internal int? ChosenSubBufferCount => _subBufferCount;

    /// <summary>A copy, that later changes do not reach.</summary>
    internal ChannelOptions Copy() => (ChannelOptions)MemberwiseClone();

    /// <summary>Whether rings may grow: nobody chose their size, and they can be full.</summary>
    internal bool Grows => _subBufferSize is null && _subBufferCount is null && Scope == BufferScope.Thread && Mode != BufferMode.Overwrite;
}
