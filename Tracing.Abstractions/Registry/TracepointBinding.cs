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
    /// <param name="channel">The channel.</param>
    /// <param name="eventId">The event class's id there.</param>
    /// <param name="next">The next place.</param>
    /// <param name="stage">What is done to each record on its way; null for nothing.</param>
    internal TracepointBinding(RecordingChannel channel, ushort eventId, TracepointBinding? next, RecordStage? stage = null)
    {
        Channel = channel;
        EventId = eventId;
        Stage = stage;
        stage?.Prepare();
        RingOffset = ThreadBlock.OffsetOf(channel.Number);
        SlotOffset = stage is null ? RingOffset : ThreadBlock.StagedOffset;
        CommitOffset = stage is { Filter: not null } ? ThreadBlock.StagedOffset : RingOffset;
        IsShared = channel.IsShared;
        NeedsCpu = (stage?.NeedsCpu ?? false) || (next?.NeedsCpu ?? false);
        EntersOutlined = IsShared || NeedsCpu;
        Next = next;
    }

    /// <summary>The next place, or null.</summary>
    public TracepointBinding? Next { get; }

    internal RecordingChannel Channel { get; }

    /// <summary>The event class's id in the channel; always fits the compact header.</summary>
    internal ushort EventId { get; }

    /// <summary>Whether threads share the channel's rings: see <see cref="RecordingChannel.IsShared"/>.</summary>
    internal bool IsShared { get; }

    /// <summary>What is done to each record on its way; null for nothing.</summary>
    internal RecordStage? Stage { get; }

    /// <summary>Whether this place or one behind it wants to know the processor.</summary>
    internal bool NeedsCpu { get; }

    /// <summary>Whether the time is not taken by <see cref="TraceClock.Now"/>, when this place is the first.</summary>
    internal bool EntersOutlined { get; }

    /// <summary>
    /// Where in a <see cref="ThreadBlock"/> the slot is that reserving looks at, in bytes: the channel's, or, with a stage, the one in which
    /// no record ever fits, so that the slow path is taken.
    /// </summary>
    internal int SlotOffset { get; }

    /// <summary>Where the slot is that the record is committed by, in bytes: the channel's, or the staged one where a filter has the last word.</summary>
    internal int CommitOffset { get; }

    /// <summary>Where the channel's slot is, in bytes.</summary>
    internal int RingOffset { get; }
}
