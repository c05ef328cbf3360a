namespace Tracing.Writing;

/// <summary>Values that are added to each record of a channel, in a fixed order; the runtime knows which.</summary>
internal abstract unsafe class RecordContexts
{
    /// <summary>Most bytes that they take.</summary>
    public abstract int Bound { get; }

    /// <summary>Whether the processor is one of them.</summary>
    public abstract bool NeedsCpu { get; }

    /// <summary>Whether the application computes one of them: its code may emit events, so no record of the thread may be open then.</summary>
    public abstract bool RunsCallbacks { get; }

    /// <summary>Writes them as they are now in the calling thread, and returns where they end. Never throws.</summary>
    public abstract byte* Write(byte* destination, StagedSlot* slot);
}
