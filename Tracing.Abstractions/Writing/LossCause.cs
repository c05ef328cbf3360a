namespace Tracing.Writing;

/// <summary>Why a producer lost a record. The values are those of the runtime's LossReason.</summary>
internal enum LossCause : byte
{
    /// <summary>The ring was full.</summary>
    RingFull = 0,

    /// <summary>The record was larger than a sub-buffer.</summary>
    TooLarge = 1,

    /// <summary>There was no ring, and no memory for one.</summary>
    NoRing = 2,

    /// <summary>Reading one of the event's arguments threw.</summary>
    GetterFaulted = 3,
}
