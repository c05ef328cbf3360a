namespace Tracing.Runtime.Losses;

/// <summary>Which account it is.</summary>
/// <param name="Owner">The <see cref="Writing.LossTable"/> or the ring that counts.</param>
/// <param name="Number">Which of its counters.</param>
internal readonly record struct LossKey(object Owner, int Number);
