namespace Tracing.Reader.Records;

/// <summary>What an integer of a packet's or an event's header tells the reader.</summary>
internal enum FieldRole : byte
{
    None,
    Magic,

    /// <summary>The value is the uuid's position.</summary>
    Uuid,

    StreamId,
    StreamInstanceId,
    PacketSize,
    ContentSize,
    TimestampBegin,
    TimestampEnd,
    SequenceNumber,
    EventsDiscarded,
    EventId,
    Timestamp,
    Count,
}
