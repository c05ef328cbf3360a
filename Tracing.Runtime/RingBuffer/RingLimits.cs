namespace Tracing.Runtime.RingBuffer;

/// <summary>What a channel's options say of its rings beside their geometry.</summary>
/// <param name="MaxMemory">How many bytes all rings together may take; the one that threads share beyond it comes on top.</param>
/// <param name="Grows">Whether a thread whose ring is full may have a larger one.</param>
/// <param name="BlockTimeout">How long a thread waits for room in a full ring; zero: not at all.</param>
internal readonly record struct RingLimits(long MaxMemory, bool Grows = false, TimeSpan BlockTimeout = default);
