namespace Tracing.Reader;

/// <summary>What is in a stream, and what is not.</summary>
public sealed class StreamSummary
{
    internal StreamSummary(TraceStream stream) => Stream = stream;

    /// <summary>The stream.</summary>
    public TraceStream Stream { get; }

    /// <summary>Events.</summary>
    public long Events { get; private set; }

    /// <summary>Events that the tracer discarded.</summary>
    public ulong LostEvents { get; private set; }

    /// <summary>Packets that the tracer wrote over, or that are not in the files.</summary>
    public ulong LostPackets { get; private set; }

    /// <summary>Time of the first event, ns since the clock's origin; null if no event has a time.</summary>
    public long? FirstTime { get; private set; }

    /// <summary>Time of the last event, ns since the clock's origin; null if no event has a time.</summary>
    public long? LastTime { get; private set; }

    internal void Add(in TraceEvent item)
    {
        switch (item.Kind)
        {
            case TraceItemKind.Event:
                Events++;
                if (item.HasTimestamp)
                {
                    FirstTime ??= item.Timestamp;
                    LastTime = item.Timestamp;
                }

                break;
            case TraceItemKind.LostEvents:
                LostEvents += item.LostCount;
                break;
            case TraceItemKind.LostPackets:
                LostPackets += item.LostCount;
                break;
        }
    }
}
