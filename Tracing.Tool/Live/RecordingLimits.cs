namespace Tracing.Tool.Live;

/// <summary>When a recording ends by itself.</summary>
/// <param name="Duration">After so long; null for never.</param>
/// <param name="MaxBytes">When so many bytes are written; null for never.</param>
/// <param name="WaitsForMore">Whether it goes on without a process, since some may start yet.</param>
internal sealed record RecordingLimits(TimeSpan? Duration, long? MaxBytes, bool WaitsForMore);
