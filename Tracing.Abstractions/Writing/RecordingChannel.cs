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

    /// <summary>
    /// Called when the thread's ring is full, before the record is given up: gives the thread another ring, or waits a moment. Called again
    /// while the ring stays full. Never throws.
    /// </summary>
    /// <param name="thread">The calling thread.</param>
    /// <param name="slot">Its slot, which may be another ring's afterwards.</param>
    /// <param name="timestamp">The record's time.</param>
    /// <param name="deadline">0 at the first call for a record, then kept for the next.</param>
    /// <returns>Whether to look again. False: the caller counts the record as discarded.</returns>
    public virtual unsafe bool OnFull(TracingThread thread, RingSlot* slot, ulong timestamp, ref long deadline) => false;

    /// <summary>Whether a thread that shares a ring for want of memory may ask for one of its own again. A hint: stale is fine.</summary>
    public bool OffersRings { get; protected set; }

    /// <summary>Tries to give a thread that shares a ring one of its own, which its slot is of then. Never throws; without one it goes on as before.</summary>
    public virtual unsafe void TryLeaveShared(TracingThread thread, RingSlot* slot, ulong timestamp)
    {
    }

    /// <summary>Whether its threads share rings, so that the clock must be read after a reserve word was loaded.</summary>
    public virtual bool IsShared => false;

    /// <summary>Takes the thread to the ring of the processor that it was last seen on. Never throws; without memory it stays where it is.</summary>
    public virtual unsafe void Migrate(SharedSlot* slot) => slot->Cpu = slot->SeenCpu;
}
