using Tracing.Reader;
using Tracing.Tool.Output;

namespace Tracing.Tool.Reading;

/// <summary>Times to show for the events of a trace whose clock only counts, from its <c>clock:sync</c> records.</summary>
internal sealed class CounterTimes
{
    /// <summary>The clock that only counts, by its name in the metadata.</summary>
    private const string CounterName = "counter";

    private readonly ClockSyncTable _syncs;

    private CounterTimes(ClockSyncTable syncs) => _syncs = syncs;

    /// <summary>The times of a trace; null if its clock tells time, if it has no such records, or if the numbers are asked for. Reads the whole trace.</summary>
    public static CounterTimes? Of(TraceReader reader, TimeStyle style)
    {
        if (style == TimeStyle.Raw || !reader.Traces.All(static trace => trace.Clocks is [{ Name: CounterName }]))
        {
            return null;
        }

        try
        {
            // Of the whole trace, where a part of it is shown.
            ClockSyncTable syncs = ClockSyncTable.Read(TraceReader.Open(reader.Path));
            return syncs.Syncs.Count > 0 ? new CounterTimes(syncs) : null;
        }
        catch (TraceFormatException exception)
        {
            throw new ToolException(exception.Message);
        }
    }

    /// <summary>The wall clock, in ns since 1970, when the counter had a value.</summary>
    public long At(ulong cycles) => _syncs.ToRealtime(cycles) ?? (long)cycles;
}
