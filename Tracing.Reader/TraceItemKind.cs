namespace Tracing.Reader;

/// <summary>What an item of a trace is.</summary>
public enum TraceItemKind
{
    /// <summary>An event.</summary>
    Event,

    /// <summary>Events that the tracer discarded.</summary>
    LostEvents,

    /// <summary>Packets that the tracer wrote over, or that are not in the files.</summary>
    LostPackets,

    /// <summary>Something that is not as it should be; what is readable before and behind it is read.</summary>
    Problem,
}
