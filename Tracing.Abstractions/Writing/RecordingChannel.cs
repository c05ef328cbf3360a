namespace Tracing.Writing;

/// <summary>A channel as its producers see it: a number, where a thread gets its ring, and where losses are counted.</summary>
internal abstract class RecordingChannel
{
    /// <summary>The channel's number in this process, below <see cref="ThreadBlock.MaxChannels"/>; not reused while a thread may still write to it.</summary>
    public abstract int Number { get; }

    /// <summary>What is lost before it gets into a ring.</summary>
    public LossTable Losses { get; } = new();

    /// <summary>
    /// Gives the calling thread its ring, or a shared one, and fills its slot, ready for a record at <paramref name="timestamp"/>. False when there
    /// is no memory for one; the caller counts the loss. Called once a thread; may block and allocate; never throws.
    /// </summary>
    public abstract unsafe bool TryOpenRing(TracingThread thread, RingSlot* slot, ulong timestamp);

    /// <summary>Whether its threads share rings, so that the clock must be read after a reserve word was loaded.</summary>
    public virtual bool IsShared => false;

    /// <summary>Takes the thread to the ring of the processor that it was last seen on. Never throws; without memory it stays where it is.</summary>
    public virtual unsafe void Migrate(SharedSlot* slot) => slot->Cpu = slot->SeenCpu;
}
