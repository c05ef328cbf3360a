namespace Tracing.Reader;

/// <summary>How a trace is read.</summary>
public sealed class TraceReaderOptions
{
    /// <summary>
    /// Whether the first thing that is wrong ends the reading with a <see cref="TraceFormatException"/>. Otherwise it is an
    /// item of the sequence, and reading goes on with the next packet or stream.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>Items before this time are left out, in ns since the clock's origin. Packets that end before it are skipped whole.</summary>
    public long From { get; init; } = long.MinValue;

    /// <summary>Items from this time on are left out, in ns since the clock's origin.</summary>
    public long To { get; init; } = long.MaxValue;
}
