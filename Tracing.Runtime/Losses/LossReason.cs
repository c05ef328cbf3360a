namespace Tracing.Runtime;

/// <summary>Why an event was lost. The names are those in the trace; a number, once given, keeps its meaning.</summary>
public enum LossReason
{
    /// <summary>The ring was full, in a channel that discards.</summary>
    RingFull = 0,

    /// <summary>The event was larger than a sub-buffer.</summary>
    TooLarge = 1,

    /// <summary>The thread had no ring, and there was no memory for one.</summary>
    NoRing = 2,

    /// <summary>Reading one of the event's arguments threw.</summary>
    GetterFaulted = 3,

    /// <summary>The event was recorded, but the output failed to the end.</summary>
    OutputFailed = 4,

    /// <summary>The event made way for newer ones, in a channel that overwrites.</summary>
    Overwritten = 5,
}
