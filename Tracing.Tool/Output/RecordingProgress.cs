using Tracing.Tool.Live;

namespace Tracing.Tool.Output;

/// <summary>How a recording goes, on standard error: a line that stays in its place on a terminal, else a line now and then.</summary>
internal sealed class RecordingProgress
{
    /// <summary>Often enough to see that it lives, and seldom enough for a log.</summary>
    private static readonly TimeSpan s_lineEach = TimeSpan.FromSeconds(5);

    private TimeSpan _lastShown;
    private long _lastEvents;

    /// <summary>Shows how it is.</summary>
    /// <param name="processes">All that are recorded or were.</param>
    /// <param name="elapsed">Since the recording began.</param>
    public void Show(IReadOnlyList<RecordedProcess> processes, TimeSpan elapsed)
    {
        TimeSpan passed = elapsed - _lastShown;
        if (!Terminal.IsError && passed < s_lineEach)
        {
            return;
        }

        long events = processes.Sum(static process => process.Statistics.Recorded);
        string line = Format(processes, events, passed > TimeSpan.Zero ? Math.Max(0, events - _lastEvents) / passed.TotalSeconds : 0, elapsed);
        (_lastShown, _lastEvents) = (elapsed, events);
        if (Terminal.IsError)
        {
            ProgressMeter.Show(line);
        }
        else
        {
            Messages.Say(line);
        }
    }

    private static string Format(IReadOnlyList<RecordedProcess> processes, long events, double rate, TimeSpan elapsed)
    {
        long lost = processes.Sum(static process => process.Statistics.Discarded + process.Statistics.TooLarge);
        int live = processes.Count(static process => process.IsLive);
        return $"{elapsed:hh\\:mm\\:ss}  {Numbers.Counted(events, "event")}, {Numbers.Rate(rate)}/s, {Numbers.Bytes(processes.Sum(static process => process.Bytes))}, " +
            $"{Numbers.Count(lost)} lost, {Numbers.Counted(processes.Sum(static process => process.IsLive ? process.Rings : 0), "ring")}, {Numbers.Counted(live, "process", "processes")}";
    }
}
