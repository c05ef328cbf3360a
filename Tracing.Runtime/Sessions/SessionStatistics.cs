namespace Tracing.Runtime;

/// <summary>
/// What a session has counted since it was created, over all its channels. Every event that a probe emitted while it was
/// enabled is in exactly one of the counts.
/// </summary>
/// <param name="Recorded">Events in the rings or in the output.</param>
/// <param name="Discarded">Events lost because a ring was full or could not be made, reading an argument threw, or the output failed to the end.</param>
/// <param name="Overwritten">Events lost to newer ones; none where channels discard.</param>
/// <param name="TooLarge">Events lost because they were larger than a sub-buffer.</param>
/// <param name="Channels">Each channel's counts, in the order in which they were added.</param>
/// <param name="OutputError">Why the output fails, if it does at the moment, or did when the session stopped.</param>
public sealed record SessionStatistics(
    long Recorded, long Discarded, long Overwritten, long TooLarge, IReadOnlyList<ChannelStatistics> Channels, string? OutputError)
{
    /// <summary>All losses by reason; their total is the sum of the three counts above.</summary>
    public LossCounts Losses { get; init; }

    /// <summary>The last gaps, 100 at the most, by their ends. In the trace they are records of the event <c>tracing:loss</c>.</summary>
    public IReadOnlyList<LossGap> RecentGaps { get; init; } = [];

    /// <summary>Events that filters refused: nobody wanted them, so they are not lost.</summary>
    public long Filtered => Channels.Sum(static channel => channel.Filtered);

    /// <summary>Events that a rule's <see cref="EventRuleOptions.OneIn"/>, <see cref="EventRuleOptions.MaxPerSecond"/> or <see cref="EventRuleOptions.First"/> left out.</summary>
    public long Suppressed => Channels.Sum(static channel => channel.Suppressed);
}
