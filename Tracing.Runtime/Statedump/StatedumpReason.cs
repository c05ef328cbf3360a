namespace Tracing.Runtime.Statedump;

/// <summary>Why a dump was made. The names are those in the trace; a number, once given, keeps its meaning.</summary>
internal enum StatedumpReason : byte
{
    /// <summary>The session was started, or got its output.</summary>
    Start = 0,

    /// <summary>The trace goes on in another chunk.</summary>
    Rotation = 1,

    /// <summary>For a snapshot.</summary>
    Snapshot = 2,

    /// <summary>Somebody asked for it.</summary>
    Demand = 3,
}
