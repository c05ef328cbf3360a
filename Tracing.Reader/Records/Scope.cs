namespace Tracing.Reader.Records;

/// <summary>The six places in which fields stand, in the order of the bytes.</summary>
internal enum Scope
{
    PacketHeader,
    PacketContext,
    EventHeader,
    CommonContext,
    SpecificContext,
    Payload,
    Count,
}
