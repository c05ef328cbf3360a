namespace Tracing.Runtime;

/// <summary>Counts of a session or channel that a trigger can wait for; see <see cref="ChannelStatistics"/>.</summary>
public enum TriggerCounter
{
    /// <summary>Events in the rings or in the output.</summary>
    Recorded,

    /// <summary>Discarded, overwritten and too large ones together.</summary>
    Lost,

    /// <summary>Events lost because a ring was full or could not be made, or reading an argument threw.</summary>
    Discarded,

    /// <summary>Events lost to newer ones.</summary>
    Overwritten,

    /// <summary>Events lost because they were larger than a sub-buffer.</summary>
    TooLarge,

    /// <summary>Events lost because their thread had no ring, and there was no memory for one. They are among the discarded ones.</summary>
    NoRing,

    /// <summary>Events that filters refused.</summary>
    Filtered,

    /// <summary>Events that sampling left out.</summary>
    Suppressed,
}
