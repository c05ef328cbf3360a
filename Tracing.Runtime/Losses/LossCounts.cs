namespace Tracing.Runtime;

/// <summary>Lost events by reason.</summary>
/// <param name="RingFull">See <see cref="LossReason.RingFull"/>.</param>
/// <param name="TooLarge">See <see cref="LossReason.TooLarge"/>.</param>
/// <param name="NoRing">See <see cref="LossReason.NoRing"/>.</param>
/// <param name="GetterFaulted">See <see cref="LossReason.GetterFaulted"/>.</param>
/// <param name="OutputFailed">See <see cref="LossReason.OutputFailed"/>. Counted once the session has stopped: until then there is another try.</param>
/// <param name="Overwritten">See <see cref="LossReason.Overwritten"/>.</param>
public readonly record struct LossCounts(long RingFull, long TooLarge, long NoRing, long GetterFaulted, long OutputFailed, long Overwritten)
{
    /// <summary>All of them.</summary>
    public long Total => RingFull + TooLarge + NoRing + GetterFaulted + OutputFailed + Overwritten;

    /// <summary>The count for one reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such reason.</exception>
    public long this[LossReason reason] => reason switch
    {
        LossReason.RingFull => RingFull,
        LossReason.TooLarge => TooLarge,
        LossReason.NoRing => NoRing,
        LossReason.GetterFaulted => GetterFaulted,
        LossReason.OutputFailed => OutputFailed,
        LossReason.Overwritten => Overwritten,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, $"There is no {nameof(LossReason)} {reason}."),
    };

    /// <summary>Adds reason by reason.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sums.</returns>
    public static LossCounts operator +(LossCounts left, LossCounts right) => Add(left, right);

    /// <summary>Adds reason by reason.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sums.</returns>
    public static LossCounts Add(LossCounts left, LossCounts right) => new(
        left.RingFull + right.RingFull,
        left.TooLarge + right.TooLarge,
        left.NoRing + right.NoRing,
        left.GetterFaulted + right.GetterFaulted,
        left.OutputFailed + right.OutputFailed,
        left.Overwritten + right.Overwritten);

    internal static LossCounts Of(LossReason reason, ulong count) => new(
        reason == LossReason.RingFull ? (long)count : 0,
        reason == LossReason.TooLarge ? (long)count : 0,
        reason == LossReason.NoRing ? (long)count : 0,
        reason == LossReason.GetterFaulted ? (long)count : 0,
        reason == LossReason.OutputFailed ? (long)count : 0,
        reason == LossReason.Overwritten ? (long)count : 0);
}
