using System.Text.Json;

namespace Tracing.Control;

/// <summary>The process's sessions, or one of them.</summary>
internal sealed class SessionsResult
{
    public required SessionEntry[] Sessions { get; init; }
}

/// <summary>A session as it is now.</summary>
internal sealed class SessionEntry
{
    public required string Name { get; init; }

    /// <summary><c>created</c>, <c>started</c> or <c>stopped</c>.</summary>
    public required string State { get; init; }

    /// <summary>The trace's folder; null for none.</summary>
    public string? Output { get; init; }

    /// <summary>When it was started for the first time, in UTC; null if it was not.</summary>
    public DateTime? Started { get; init; }

    /// <summary>When its trace rotates by itself, as in a configuration file; null for never.</summary>
    public RotationEntry? Rotation { get; init; }

    /// <summary>Who drains it from outside; null when the process does.</summary>
    public ConsumerEntry? Consumer { get; init; }

    public required StatisticsEntry Statistics { get; init; }

    public required ChannelEntry[] Channels { get; init; }

    /// <summary>The triggers, as in a configuration file.</summary>
    public JsonElement[]? Triggers { get; init; }
}

/// <summary>When a trace rotates by itself; limits that are null do not exist.</summary>
internal sealed class RotationEntry
{
    /// <summary>Bytes.</summary>
    public long? MaxSize { get; init; }

    /// <summary>A duration, as in a configuration file.</summary>
    public string? Period { get; init; }

    public int? KeepChunks { get; init; }

    /// <summary>Bytes.</summary>
    public long? KeepBytes { get; init; }
}

/// <summary>A consumer outside of the process.</summary>
internal sealed class ConsumerEntry
{
    public required int Pid { get; init; }
}

/// <summary>A channel as it is now.</summary>
internal sealed class ChannelEntry
{
    public required string Name { get; init; }

    /// <summary><c>discard</c>, <c>overwrite</c> or <c>block</c>.</summary>
    public required string Mode { get; init; }

    /// <summary><c>thread</c> or <c>cpu</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>Bytes.</summary>
    public required int SubBufferSize { get; init; }

    /// <summary>Of a ring at its beginning.</summary>
    public required int SubBufferCount { get; init; }

    /// <summary>Rings that exist.</summary>
    public required int Rings { get; init; }

    /// <summary>Bytes that the rings take.</summary>
    public required long Memory { get; init; }

    /// <summary>Bytes that they may take.</summary>
    public required long MaxMemory { get; init; }

    /// <summary>In the order in which they are recorded.</summary>
    public required string[] Contexts { get; init; }

    /// <summary>In the order in which they were set; the latest that matches decides.</summary>
    public required RuleEntry[] Rules { get; init; }

    public required StatisticsEntry Statistics { get; init; }
}

/// <summary>An event rule: the same members as in a configuration file, and what it has left out.</summary>
internal sealed class RuleEntry
{
    public required string Events { get; init; }

    public required bool Enable { get; init; }

    public string[]? Exclude { get; init; }

    public string? Level { get; init; }

    public string? MostSevere { get; init; }

    public string? Filter { get; init; }

    public long? OneIn { get; init; }

    public int? MaxPerSecond { get; init; }

    public long? First { get; init; }

    /// <summary>Events that the filter refused.</summary>
    public long? Filtered { get; init; }

    /// <summary>Events that sampling left out.</summary>
    public long? Suppressed { get; init; }
}

/// <summary>What a session or a channel has counted.</summary>
internal sealed class StatisticsEntry
{
    /// <summary>Events in the rings or in the output.</summary>
    public required long Recorded { get; init; }

    /// <summary>Events lost because a ring was full or could not be made, reading an argument threw, or the output failed to the end.</summary>
    public required long Discarded { get; init; }

    /// <summary>Events lost to newer ones.</summary>
    public required long Overwritten { get; init; }

    /// <summary>Events lost because they were larger than a sub-buffer.</summary>
    public required long TooLarge { get; init; }

    /// <summary>Events lost because a ring could not be made; they are among the discarded ones.</summary>
    public required long NoRing { get; init; }

    /// <summary>Events that filters refused.</summary>
    public required long Filtered { get; init; }

    /// <summary>Events that sampling left out.</summary>
    public required long Suppressed { get; init; }

    /// <summary>Bytes written to the output so far; null for a channel, and for a session without an output.</summary>
    public long? Bytes { get; init; }

    /// <summary>Why the output fails; null while it does not, and for a channel.</summary>
    public string? OutputError { get; init; }
}
