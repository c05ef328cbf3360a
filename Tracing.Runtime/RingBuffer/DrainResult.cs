namespace Tracing.Runtime.RingBuffer;

/// <summary>What one round of draining found.</summary>
internal struct DrainResult
{
    /// <summary>Whether there was a full sub-buffer, so that it pays to look again soon.</summary>
    public bool WasBusy;

    /// <summary>Records that producers have committed so far, for telling activity from silence.</summary>
    public ulong Recorded;
}
