namespace Tracing.Reader;

/// <summary>
/// The <c>clock:sync</c> records of a trace: they tell when an event was where the trace's clock only counts (<c>TRACING_CLOCK=counter</c>), and by how much the wall
/// clock was corrected since the trace's begin where it tells time. Immutable.
/// </summary>
public sealed class ClockSyncTable
{
    private const string EventName = "clock:sync";

    /// <summary>The clock that only counts, by its name in the metadata.</summary>
    private const string CounterName = "counter";

    private readonly ClockSync[] _syncs;
    private readonly bool _isCounter;

    private ClockSyncTable(ClockSync[] syncs, bool isCounter)
    {
        _syncs = syncs;
        _isCounter = isCounter;
    }

    /// <summary>The records, by the trace's clock.</summary>
    public IReadOnlyList<ClockSync> Syncs => _syncs;

    /// <summary>Reads them, which reads the whole trace.</summary>
    /// <param name="trace">A trace, or the chunks of one.</param>
    /// <returns>The table; an empty one if there are none.</returns>
    /// <exception cref="TraceFormatException">Something is wrong, in strict mode.</exception>
    public static ClockSyncTable Read(TraceReader trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var syncs = new List<ClockSync>();
        bool isCounter = false;
        foreach (TraceEvent item in trace)
        {
            if (item.Kind == TraceItemKind.Event && item.Name == EventName
                && item.TryGetField("counter", out FieldValue cycles) && item.TryGetField("monotonic", out FieldValue monotonic) && item.TryGetField("realtime", out FieldValue realtime)

                // Another tracer's event of this name may have fields of any types.
                && (cycles.Kind, monotonic.Kind, realtime.Kind) == (FieldKind.Unsigned, FieldKind.Unsigned, FieldKind.Signed))
            {
                syncs.Add(new ClockSync(cycles.AsUInt64(), (long)Math.Min(monotonic.AsUInt64(), long.MaxValue), realtime.AsInt64()));
                isCounter = item.Stream.Trace.Clocks.Any(static clock => clock.Name == CounterName);
            }
        }

        return new ClockSyncTable([.. syncs.OrderBy(static sync => sync.Cycles)], isCounter);
    }

    /// <summary>
    /// The wall clock when the trace's clock had a value, in ns since 1970, UTC: on the straight line between the two records around it, so for a clock that only counts
    /// not better than to the second or so that lies between them. Null without records. Before the first and behind the last record a clock that only counts gets
    /// that record's time, and one that tells time goes on.
    /// </summary>
    /// <param name="cycles">The trace's clock, as <see cref="TraceEvent.Cycles"/> has it.</param>
    public long? ToRealtime(ulong cycles)
    {
        if (_syncs.Length == 0)
        {
            return null;
        }

        int next = FindNext(cycles);
        if (next == 0 || next == _syncs.Length)
        {
            ClockSync edge = next == 0 ? _syncs[0] : _syncs[^1];
            return _isCounter ? edge.Realtime : Clamp((Int128)edge.Realtime + cycles - edge.Cycles);
        }

        ClockSync from = _syncs[next - 1], to = _syncs[next];
        Int128 share = (Int128)(cycles - from.Cycles) * ((Int128)to.Realtime - from.Realtime);
        return Clamp(from.Realtime + (share / (Int128)(to.Cycles - from.Cycles)));
    }

    /// <summary>The place of the first record that is not before a value.</summary>
    private int FindNext(ulong cycles)
    {
        int low = 0;
        for (int high = _syncs.Length; low < high;)
        {
            int middle = low + ((high - low) / 2);
            if (_syncs[middle].Cycles < cycles)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static long Clamp(Int128 time) => time > long.MaxValue ? long.MaxValue : time < long.MinValue ? long.MinValue : (long)time;
}
