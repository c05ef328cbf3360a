using System.Text;
using Tracing.Runtime.Metadata;
using Tracing.Runtime.Statedump;
using Tracing.Writing;

namespace Tracing.Runtime.OwnEvents;

/// <summary>All events that the tracer itself records, and the stream class that they are in.</summary>
internal static class OwnEventClasses
{
    /// <summary>The stream class's name, the first half of its stream's; no channel can have it.</summary>
    public const string StreamClassName = "tracing";

    /// <summary>The stream class's number: behind all that a session's channels can have, since they are numbered from 0 and never go.</summary>
    public const uint StreamClass = ThreadBlock.MaxChannels;

    /// <summary>
    /// Events that were lost; see docs/loss.md. The times are not mapped to the trace's clock: a reader that met them would take them for the
    /// record's own time.
    /// </summary>
    public static OwnEventClass Loss { get; } = new("tracing:loss", TracepointLevel.Warning, $$"""
        string _channel;
        string _stream;
        string _event;
        enum : uint8_t { {{Labels<LossReason>()}} } _reason;
        uint64_t _count;
        uint64_t _begin;
        uint64_t _end;
        """);

    /// <summary>The clocks at one moment; see docs/clocks.md. Not mapped to the trace's clock either.</summary>
    public static OwnEventClass ClockSync { get; } = new("clock:sync", TracepointLevel.Info, """
        uint64_t _counter;
        uint64_t _monotonic;
        int64_t _realtime;
        """);

    // Ids are places in this list: add at its end, so that an id keeps its meaning from version to version.
    private static readonly OwnEventClass[] s_all = [Loss, ClockSync, .. StateEvents.All];

    /// <summary>The event's id in the stream class.</summary>
    public static ushort IdOf(OwnEventClass eventClass) => (ushort)Array.IndexOf(s_all, eventClass);

    /// <summary>The metadata blocks that declare the stream class and all events.</summary>
    public static string Describe()
    {
        var text = new StringBuilder();
        Tsdl.AppendStream(text, StreamClass, isCpu: false, contexts: null);
        foreach (OwnEventClass eventClass in s_all)
        {
            Tsdl.AppendEvent(text, eventClass.Name, StreamClass, IdOf(eventClass), eventClass.Level, format: null, eventClass.Fields);
        }

        return text.ToString();
    }

    private static string Labels<TEnum>()
        where TEnum : struct, Enum =>
        string.Join(", ", Enum.GetValues<TEnum>().Select(static value => $"\"{value}\" = {value:D}"));
}
