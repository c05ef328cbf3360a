namespace Tracing.Runtime;

/// <summary>A snapshot that a session takes by itself when the process dies of an unhandled exception. Read when the session is created.</summary>
public sealed class CrashSnapshotOptions
{
    /// <summary>
    /// The snapshot's folder; must be empty or not exist then. Relative to the directory that is current when the session is created. <c>%p</c> stands for the
    /// process's id, <c>%n</c> for its name, <c>%s</c> for the session's, <c>%t</c> for the time (UTC, as in <c>20260131T235959</c>).
    /// </summary>
    public required string Folder { get; set; }

    /// <summary>Limits; null for none.</summary>
    public SnapshotOptions? Limits { get; set; }

    /// <summary>A copy, that later changes do not reach.</summary>
    internal CrashSnapshotOptions Copy() => new() { Folder = Folder, Limits = Limits?.Copy() };
}
