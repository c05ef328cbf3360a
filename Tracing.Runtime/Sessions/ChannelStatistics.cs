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

    /// <summary>Events that filters refused: nobody wanted them, so they are not lost.</summary>
    public long Filtered { get; init; }

    /// <summary>Events that a rule's <see cref="EventRuleOptions.OneIn"/>, <see cref="EventRuleOptions.MaxPerSecond"/> or <see cref="EventRuleOptions.First"/> left out.</summary>
    public long Suppressed { get; init; }

    /// <summary>The two counts by rule, in the order in which the rules were set; rules without a filter and without sampling are not among them.</summary>
    public IReadOnlyList<EventRuleStatistics> Rules { get; init; } = [];
}
