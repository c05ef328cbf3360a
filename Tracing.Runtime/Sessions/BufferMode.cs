namespace Tracing.Runtime;

/// <summary>What happens to a record for which a full ring has no room.</summary>
public enum BufferMode
{
    /// <summary>It is dropped and counted; what was recorded before stays.</summary>
    Discard = 0,

    /// <summary>
    /// The oldest sub-buffer makes way: a flight recorder. It stays in memory until a snapshot, and what is overwritten is counted.
    /// </summary>
    Overwrite = 1,

    /// <summary>
    /// The thread waits for the consumer, for <see cref="ChannelOptions.BlockTimeout"/> at the most; then the record is dropped and counted. Only in
    /// sessions with an output, and not while that fails: then, and in threads that are inside the tracer's own locks, it is dropped at once.
    /// </summary>
    Block = 2,
}
