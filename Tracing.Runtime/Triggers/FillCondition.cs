namespace Tracing.Runtime;

/// <summary>
/// Comes true when the fullest ring of a channel is found to be as full as this, having been less full the time before. The consumer looks before each
/// round of draining, as long as the session records.
/// </summary>
/// <param name="percent">How full, in percent of a ring: from 1 to 99.</param>
public sealed class FillCondition(int percent) : TriggerCondition
{
    /// <summary>How full, in percent of a ring.</summary>
    public int Percent { get; } = percent;

    /// <summary>The channel's name; null: any channel. Channels that overwrite do not count, since their rings are always full.</summary>
    public string? Channel { get; init; }
}
