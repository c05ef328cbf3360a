using System.Runtime.CompilerServices;

namespace Tracing.Writing;

/// <summary>Places behind each visible side effect of a ring's two sides, where a test can stop, throw or kill.</summary>
internal enum Testpoint
{
    /// <summary>A record's bytes are about to be written; in a shared ring they are reserved.</summary>
    Reserved,

    /// <summary>Thread ring: the record's time is stored, the word that makes it valid is not.</summary>
    TimeStored,

    /// <summary>The record is committed; in a shared ring the claim is still there.</summary>
    Committed,

    /// <summary>Thread ring: what makes way is counted as overwritten.</summary>
    OverwrittenCounted,

    /// <summary>The entry of the sub-buffer that is left is filled in.</summary>
    EntryClosed,

    /// <summary>The entry of the next sub-buffer has its new number: the old content is gone.</summary>
    NumberChanged,

    /// <summary>The next sub-buffer is opened.</summary>
    SubBufferOpened,

    /// <summary>Shared ring: the claim says what the thread is about to reserve.</summary>
    ClaimStored,

    /// <summary>Shared ring: another thread's claim is confirmed.</summary>
    OtherConfirmed,

    /// <summary>Shared ring: the unused end of the sub-buffer that is left is committed.</summary>
    RestCommitted,

    /// <summary>Shared ring: the claim says that the record is whole.</summary>
    ClaimCommitting,

    /// <summary>Consumer: the packet is in the output, the ring does not know it yet.</summary>
    Written,

    /// <summary>Consumer: the state of the packet is stored, its turn is not.</summary>
    StateStored,

    /// <summary>Consumer: the turn is stored, the space is not given back.</summary>
    TurnStored,

    /// <summary>Consumer: the space is given back.</summary>
    Consumed,

    /// <summary>Snapshot: a sub-buffer is copied, its number is not looked at again yet.</summary>
    Copied,
}

/// <summary>
/// What happens at testpoints. A type parameter that is a struct: the runtime compiles each such type's code by itself, and that of
/// <see cref="NoTestpoints"/> has nothing where they are (docs/testpoints.md shows the machine code).
/// </summary>
internal interface ITestpoints
{
    /// <summary>Called at each testpoint, in the thread that got there.</summary>
    static abstract void Hit(Testpoint point);
}

/// <summary>No testpoints: what programs run with.</summary>
internal readonly struct NoTestpoints : ITestpoints
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Hit(Testpoint point)
    {
    }
}
