namespace Tracing.Runtime.Extraction;

/// <summary>What a session left in its rings.</summary>
/// <param name="Rings">How many there are.</param>
/// <param name="Events">Events that are not in the output.</param>
/// <param name="IsWrittenOut">Whether there are none, and no losses either that no packet has told.</param>
internal readonly record struct Remainder(int Rings, long Events, bool IsWrittenOut);
