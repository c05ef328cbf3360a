using System.Text.Json;

namespace Tracing.Tool.Live;

/// <summary>What is recorded, the same in each process.</summary>
/// <param name="Session">The session's name in each.</param>
/// <param name="Channel">The name of its channel.</param>
/// <param name="Folder">The folder that gets a trace of each.</param>
/// <param name="Patterns">Which events.</param>
/// <param name="IsFlightRecorder">Whether nothing is written until the end.</param>
/// <param name="IsOutside">Whether this program drains the rings, so that the processes spend no time on it.</param>
/// <param name="Describe">The session in the form of a configuration file: for an output, or null for none; with its rules, or without and not started.</param>
/// <param name="Rules">The rules in that form.</param>
internal sealed record RecordingPlan(
    string Session, string Channel, string Folder, string[] Patterns, bool IsFlightRecorder, bool IsOutside, Func<string?, bool, JsonElement> Describe, IReadOnlyList<JsonElement> Rules)
{
    /// <summary>When it began.</summary>
    public DateTimeOffset Begun { get; } = TimeProvider.System.GetUtcNow();
}
