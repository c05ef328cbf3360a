namespace Tracing.Runtime;

/// <summary>
/// When a session's trace rotates by itself, and which finished chunks stay. Limits that are null do not exist; <see cref="TraceSession.Rotate"/> works
/// with any. Read when the session is created.
/// </summary>
public sealed class RotationOptions
{
    /// <summary>
    /// A chunk that has packets of events is finished when it has this many bytes, metadata included but not the statedump. It is looked at after each round of draining, so a chunk
    /// is larger by what the rings held then. At least 1.
    /// </summary>
    public long? MaxSize { get; set; }

    /// <summary>A chunk is finished so long after its first packet of events, and up to 0.2 s more: one without packets stays. Longer than zero.</summary>
    public TimeSpan? Period { get; set; }

    /// <summary>How many finished chunks stay; the oldest are deleted, at each rotation. At least 1.</summary>
    public int? KeepChunks { get; set; }

    /// <summary>
    /// How many bytes finished chunks may have together; the oldest are deleted, at each rotation. The newest stays also if it is larger, and the
    /// chunk that is being recorded is not counted. At least 1.
    /// </summary>
    public long? KeepBytes { get; set; }

    /// <summary>A copy, that later changes do not reach.</summary>
    internal RotationOptions Copy() => (RotationOptions)MemberwiseClone();

    /// <exception cref="ArgumentException">A limit is not usable.</exception>
    internal RotationOptions CheckedCopy(string session)
    {
        Check(MaxSize is null or > 0, nameof(MaxSize));
        Check(Period is null || Period > TimeSpan.Zero, nameof(Period));
        Check(KeepChunks is null or > 0, nameof(KeepChunks));
        Check(KeepBytes is null or > 0, nameof(KeepBytes));
        return Copy();

        void Check(bool isUsable, string option)
        {
            if (!isUsable)
            {
                throw new ArgumentException(
                    $"Session '{session}': {nameof(RotationOptions)}.{option} must be greater than zero. Leave it null for no limit.");
            }
        }
    }
}
