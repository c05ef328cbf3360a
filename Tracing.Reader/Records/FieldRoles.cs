using Tracing.Reader.Metadata;

namespace Tracing.Reader.Records;

/// <summary>What names mean in headers and packet contexts.</summary>
internal static class FieldRoles
{
    /// <summary>Fields of the packet context that the reader itself uses; they are no context of the events.</summary>
    public static bool IsReaders(FieldRole role) => role is >= FieldRole.PacketSize and <= FieldRole.EventsDiscarded;

    /// <summary>The role of an integer.</summary>
    /// <param name="scope">Where it stands.</param>
    /// <param name="node">The field.</param>
    /// <param name="type">Its type.</param>
    public static FieldRole Of(Scope scope, FieldNode node, IntegerType type)
    {
        if (node.ArrayDepth > 0)
        {
            return FieldRole.None;
        }

        if (scope == Scope.EventHeader)
        {
            return node.Name == "id" ? FieldRole.EventId
                : type.Clock is not null || node.Name == "timestamp" ? FieldRole.Timestamp
                : FieldRole.None;
        }

        bool isAtTop = node.Parent is { Parent: null };
        return (isAtTop, scope) switch
        {
            (true, Scope.PacketHeader) => node.Name switch
            {
                "magic" => FieldRole.Magic,
                "stream_id" => FieldRole.StreamId,
                "stream_instance_id" => FieldRole.StreamInstanceId,
                _ => FieldRole.None,
            },
            (true, Scope.PacketContext) => node.Name switch
            {
                "packet_size" => FieldRole.PacketSize,
                "content_size" => FieldRole.ContentSize,
                "timestamp_begin" => FieldRole.TimestampBegin,
                "timestamp_end" => FieldRole.TimestampEnd,
                "packet_seq_num" => FieldRole.SequenceNumber,
                "events_discarded" => FieldRole.EventsDiscarded,
                _ => FieldRole.None,
            },
            _ => FieldRole.None,
        };
    }
}
