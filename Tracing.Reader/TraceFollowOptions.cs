namespace Tracing.Reader;

/// <summary>How a trace is read that is still being written.</summary>
public sealed class TraceFollowOptions
{
    /// <summary>What to read.</summary>
    public TraceReaderOptions Reading { get; init; } = new();

    /// <summary>
    /// How long items are kept back so that those of other streams, which are written later but are earlier, can come before them.
    /// Longer than the tracer takes to write out a buffer, or time steps back now and then. Default: 500 ms; this project's own
    /// consumer writes every 200 ms at least.
    /// </summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an asynchronous enumeration waits between two looks. Default: 100 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gives the time by which <see cref="Lag"/> and <see cref="PollInterval"/> are measured.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
