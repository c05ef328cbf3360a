namespace Tracing.Runtime;

/// <summary>Which part of the flight recorder a snapshot takes. Limits are kept to whole sub-buffers, and to the newest ones.</summary>
public sealed class SnapshotOptions
{
    /// <summary>Leaves out sub-buffers that ended longer ago than this; one that is being filled never is, in a ring that threads share. Null: no limit. Not with the counter clock, which knows no age.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Bytes of records that are taken at the most, over all rings. Null: no limit.</summary>
    public long? MaxBytes { get; set; }

    /// <summary>A copy, that later changes do not reach.</summary>
    internal SnapshotOptions Copy() => (SnapshotOptions)MemberwiseClone();
}
