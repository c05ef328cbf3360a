namespace Tracing.Reader.Packets;

/// <summary>The bytes of a stream's packets, wherever they come from.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Bytes that there are now. Grows only when asked to: a pass over them shall not see them change.</summary>
    public abstract long Length { get; }

    /// <summary>Reads bytes; fewer where they end or cannot be read.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="offset">From where; a source may forget what lies before the place that was read last.</param>
    public abstract int Read(Span<byte> destination, long offset);

    /// <summary>Where the next packet begins behind a place, as far as the source itself knows; -1 if it does not.</summary>
    /// <param name="offset">The place.</param>
    public virtual long NextBegin(long offset) => -1;

    /// <summary>Whether packets come whole: what is not there then will not come.</summary>
    public virtual bool IsWhole => false;

    /// <summary>Up to where a packet that begins at a place can reach.</summary>
    /// <param name="offset">The place.</param>
    public virtual long EndOf(long offset) => Length;

    public abstract void Dispose();
}
