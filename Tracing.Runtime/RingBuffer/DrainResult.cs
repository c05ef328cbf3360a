namespace Tracing.Runtime.RingBuffer;

/// <summary>What one round of draining found.</summary>
internal struct DrainResult
{
    /// <summary>How much of the ring that was fullest its full sub-buffers were: 0 when there was none, 1 when it was full.</summary>
    public double Fill;

    /// <summary>Adds what was found elsewhere.</summary>
    public void Add(DrainResult other) => Fill = Math.Max(Fill, other.Fill);
}
