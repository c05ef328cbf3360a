using Tracing.Reader;
using Tracing.Tool.Output;

namespace Tracing.Tool.Analysis;

/// <summary>Reads everything of a trace and looks for what should not be, beyond what cannot be read at all.</summary>
internal sealed class SoundnessCheck
{
    /// <summary>Findings of one kind that are told for a stream; a clock that is wrong is wrong a million times.</summary>
    private const int MaxOfAKind = 5;

    private readonly List<string> _findings = [];

    /// <summary>What is wrong, in words.</summary>
    public IReadOnlyList<string> Findings => _findings;

    public long Events { get; private set; }

    public long Packets { get; private set; }

    public ulong LostEvents { get; private set; }

    public ulong LostPackets { get; private set; }

    /// <summary>Checks a trace, its streams on all cores.</summary>
    public static SoundnessCheck Run(TraceReader reader, ProgressMeter progress)
    {
        var total = new SoundnessCheck();
        total._findings.AddRange(reader.Problems.Select(static problem => problem.ToString()));
        var checks = new SoundnessCheck[reader.Streams.Count];
        Parallel.For(
            0,
            checks.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            i =>
            {
                checks[i] = new SoundnessCheck();
                checks[i].CheckStream(reader, reader.Streams[i], progress);
            });
        foreach (SoundnessCheck check in checks)
        {
            total._findings.AddRange(check._findings);
            total.Events += check.Events;
            total.Packets += check.Packets;
            total.LostEvents += check.LostEvents;
            total.LostPackets += check.LostPackets;
        }

        return total;
    }

    private void CheckStream(TraceReader reader, TraceStream stream, ProgressMeter progress)
    {
        (string? File, long Number) current = (null, -1);
        long last = long.MinValue;
        int stepsBack = 0, outside = 0;
        foreach (TraceEvent item in reader.ItemsOf(stream))
        {
            switch (item.Kind)
            {
                case TraceItemKind.Problem:
                    _findings.Add(item.Problem!.ToString());
                    continue;
                case TraceItemKind.LostEvents:
                    LostEvents += item.LostCount;
                    continue;
                case TraceItemKind.LostPackets:
                    LostPackets += item.LostCount;
                    continue;
            }

            TracePacket packet = item.Packet!.Value;
            if (current != (packet.File, packet.Number))
            {
                current = (packet.File, packet.Number);
                Packets++;
            }

            if (++Events % ProgressMeter.ReportEach == 0)
            {
                progress.Report(item);
            }

            if (!item.HasTimestamp)
            {
                continue;
            }

            long time = item.Timestamp;
            if (time < last && ++stepsBack <= MaxOfAKind)
            {
                _findings.Add($"{Place(packet)}: expected '{item.Name}' no earlier than the event before it, found it {TraceTime.FormatDuration(last - time)} earlier");
            }

            if ((time < packet.BeginTime || time > packet.EndTime) && ++outside <= MaxOfAKind)
            {
                _findings.Add($"{Place(packet)}: expected '{item.Name}' within the packet's begin and end, found it {(time < packet.BeginTime ? "before" : "behind")} them");
            }

            last = Math.Max(last, time);
        }

        int untold = Math.Max(0, stepsBack - MaxOfAKind) + Math.Max(0, outside - MaxOfAKind);
        if (untold > 0)
        {
            _findings.Add($"{stream.Path}: {untold} more of these");
        }
    }

    private static string Place(TracePacket packet) => $"{packet.File}, packet {packet.Number}";
}
