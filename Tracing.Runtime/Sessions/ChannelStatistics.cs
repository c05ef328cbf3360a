namespace Tracing.Runtime;

/// <summary>What one channel has counted since it was added.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Recorded">Events in the rings or in the output.</param>
/// <param name="Discarded">Events lost because a ring was full or could not be made, reading an argument threw, or the output failed to the end.</param>
/// <param name="Overwritten">Events lost to newer ones; none in a channel that discards.</param>
/// <param name="TooLarge">Events lost because they were larger than a sub-buffer.</param>
/// <param name="Rings">Rings that exist.</param>
public sealed record ChannelStatistics(string Name, long Recorded, long Discarded, long Overwritten, long TooLarge, int Rings)
{
    /// <summary>All losses by reason; their total is the sum of the three counts above.</summary>
    public LossCounts Losses { get; init; }

    /// <summary>The counts of each ring, in the order in which they were made.</summary>
    public IReadOnlyList<StreamStatistics> Streams { get; init; } = [];

    /// <summary>The counts of each event type that lost any, by its name.</summary>
    public IReadOnlyList<EventStatistics> Events { get; init; } = [];
}
