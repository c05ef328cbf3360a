using System.ComponentModel;
using Tracing.Writing;

namespace Tracing.Registry;

/// <summary>
/// One place that an enabled tracepoint is recorded to: a channel, and the event's id there. Immutable; a change
/// publishes a new list.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TracepointBinding
{
    internal TracepointBinding(RecordingChannel channel, ushort eventId, TracepointBinding? next)
    {
        Channel = channel;
        EventId = eventId;
        SlotOffset = ThreadBlock.OffsetOf(channel.Number);
        IsShared = channel.IsShared;
        Next = next;
    }

    /// <summary>The next place, or null.</summary>
    public TracepointBinding? Next { get; }

    internal RecordingChannel Channel { get; }

    /// <summary>The event class's id in the channel; always fits the compact header.</summary>
    internal ushort EventId { get; }

    /// <summary>Whether threads share the channel's rings: see <see cref="RecordingChannel.IsShared"/>.</summary>
    internal bool IsShared { get; }

    /// <summary>Where in a <see cref="ThreadBlock"/> the channel's slot is, in bytes.</summary>
    internal int SlotOffset { get; }
}
