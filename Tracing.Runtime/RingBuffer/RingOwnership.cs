namespace Tracing.Runtime.RingBuffer;

/// <summary>Who may do what with a ring. It goes round: owned, left, free, owned again.</summary>
/// <remarks>The numbers stand in ring files; 0 is a ring that is being made.</remarks>
internal enum RingOwnership
{
    /// <summary>A thread writes to it, or is about to; a new ring is made for one.</summary>
    Owned = 1,

    /// <summary>Its thread has ended. Only the consumer may touch it, until all is written. A ring that overwrites skips this.</summary>
    Left = 2,

    /// <summary>The next thread that needs one may have it.</summary>
    Free = 3,
}
