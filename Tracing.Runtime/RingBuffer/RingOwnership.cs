namespace Tracing.Runtime.RingBuffer;

/// <summary>Who may do what with a ring. It goes round: owned, left, free, owned again.</summary>
internal enum RingOwnership
{
    /// <summary>A thread writes to it, or is about to; a new ring is made for one.</summary>
    Owned,

    /// <summary>Its thread has ended. Only the consumer may touch it, until all is written. A ring that overwrites skips this.</summary>
    Left,

    /// <summary>The next thread that needs one may have it.</summary>
    Free,
}
