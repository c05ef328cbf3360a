using System.Text.Json;

namespace Tracing.Tool.Recording;

/// <summary>What is recorded, the same in each process.</summary>
/// <param name="Session">The session's name in each.</param>
/// <param name="Folder">The folder that gets a trace of each.</param>
/// <param name="IsFlightRecorder">Whether nothing is written until the end.</param>
/// <param name="Describe">The session in the form of a configuration file, for an output; null for none.</param>
internal sealed record RecordingPlan(string Session, string Folder, bool IsFlightRecorder, Func<string?, JsonElement> Describe)
{
    /// <summary>When it began.</summary>
    public DateTimeOffset Begun { get; } = TimeProvider.System.GetUtcNow();
}
