using System.Globalization;
using System.Runtime.CompilerServices;
using Tracing.Reader;

namespace Tracing.Tool.Reading;

/// <summary>
/// Finds the thread of an event: from <c>vtid</c> in the event's context, as LTTng has it, or in the packet's, as ours do;
/// else the CPU or the stream stands for it. Looks once a packet where that is enough. Allocates only for new threads.
/// </summary>
/// <remarks>Belongs to one thread.</remarks>
internal sealed class ThreadTable
{
    private static readonly string[] s_idNames = ["vtid", "tid"];
    private static readonly string[] s_nameNames = ["thread_name", "procname"];
    private static readonly string[] s_processNames = ["vpid", "pid"];

    private readonly Dictionary<(long Process, long Thread, int Stream), TraceThread> _threads = [];
    private readonly List<TraceThread> _all = [];
    private Slot[] _slots = [];

    /// <summary>The threads that were met, in order.</summary>
    public IReadOnlyList<TraceThread> All => _all;

    /// <summary>The thread of an event.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TraceThread Of(in TraceEvent item)
    {
        TraceStream stream = item.Stream;
        if ((uint)stream.Index < (uint)_slots.Length)
        {
            ref Slot slot = ref _slots[stream.Index];
            if (slot.Thread is not null && !slot.IsPerEvent && item.Packet is { } packet
                && packet.Number == slot.Packet && ReferenceEquals(packet.File, slot.File))
            {
                return slot.Thread;
            }
        }

        return Find(item);
    }

    private TraceThread Find(in TraceEvent item)
    {
        TraceStream stream = item.Stream;
        if (stream.Index >= _slots.Length)
        {
            Array.Resize(ref _slots, Math.Max(stream.Index + 1, _slots.Length * 2));
        }

        if (stream.Index < 0)
        {
            // A problem that belongs to no stream.
            return Add(-1, "", -1, null, stream.Index);
        }

        ref Slot slot = ref _slots[stream.Index];
        long? id = FindInteger(item, s_idNames, out bool isPerEvent);
        long process = FindInteger(item, s_processNames, out bool isProcessPerEvent) ?? ToInteger(stream.Trace.FindEnvironment("vpid"));
        isPerEvent |= isProcessPerEvent;
        if (slot.Thread is { } last && last.Id == (id ?? -1) && last.ProcessId == process && id is not null)
        {
            slot.Remember(item, isPerEvent);
            return last;
        }

        string? processName = stream.Trace.FindEnvironment("procname") as string;
        slot.Thread = id is not null
            ? Add(id.Value, FindText(item) ?? processName, process, processName, -1)
            : Add(-1, FindCpu(item, ref isPerEvent) ?? stream.Path, process, processName, stream.Index);
        slot.Remember(item, isPerEvent);
        return slot.Thread;
    }

    private TraceThread Add(long id, string? name, long process, string? processName, int stream)
    {
        if (!_threads.TryGetValue((process, id, stream), out TraceThread? thread))
        {
            thread = new TraceThread(id, name, process, processName, _all.Count);
            _threads.Add((process, id, stream), thread);
            _all.Add(thread);
        }

        return thread;
    }

    private static string? FindCpu(in TraceEvent item, ref bool isPerEvent)
    {
        long? cpu = FindInteger(item, ["cpu_id"], out bool isInEvent);
        isPerEvent |= isInEvent;
        return cpu is null ? null : string.Create(CultureInfo.InvariantCulture, $"cpu {cpu}");
    }

    private static long? FindInteger(in TraceEvent item, string[] names, out bool isPerEvent)
    {
        foreach (string name in names)
        {
            isPerEvent = item.CommonContext.TryGet(name, out FieldValue value) || item.SpecificContext.TryGet(name, out value);
            if ((isPerEvent || item.PacketContext.TryGet(name, out value)) && value.Kind is FieldKind.Signed or FieldKind.Unsigned)
            {
                return value.Kind == FieldKind.Signed ? value.AsInt64() : unchecked((long)value.AsUInt64());
            }
        }

        isPerEvent = false;
        return null;
    }

    private static string? FindText(in TraceEvent item)
    {
        foreach (string name in s_nameNames)
        {
            if ((item.CommonContext.TryGet(name, out FieldValue value) || item.SpecificContext.TryGet(name, out value) || item.PacketContext.TryGet(name, out value))
                && value.Kind == FieldKind.Text && value.AsUtf8().Length > 0)
            {
                return value.AsString();
            }
        }

        return null;
    }

    private static long ToInteger(object? value) => value switch
    {
        long number => number,
        ulong number => unchecked((long)number),
        _ => -1,
    };

    /// <summary>What is remembered of a stream.</summary>
    private struct Slot
    {
        public TraceThread? Thread;
        public bool IsPerEvent;
        public long Packet;
        public string? File;

        public void Remember(in TraceEvent item, bool isPerEvent)
        {
            IsPerEvent = isPerEvent;
            Packet = item.Packet?.Number ?? -1;
            File = item.Packet?.File;
        }
    }
}
