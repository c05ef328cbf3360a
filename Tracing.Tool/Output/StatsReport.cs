using Spectre.Console;
using Tracing.Reader;
using Tracing.Tool.Analysis;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Output;

/// <summary>A trace's statistics as text or JSON.</summary>
internal sealed partial class StatsReport(TraceInput input, TraceStatistics statistics, TimeStyle style, bool hasPackets)
{
    /// <summary>Columns of an event's own sparkline.</summary>
    private const int SmallSparkline = 16;

    /// <summary>Losses that are listed one by one.</summary>
    private const int MaxLosses = 20;

    /// <summary>Writes it for a person.</summary>
    public void Write(Report report)
    {
        WriteSummary(report);
        WriteEvents(report);
        WriteThreads(report);
        WriteStreams(report);
        WriteLosses(report);
    }

    private void WriteSummary(Report report)
    {
        report.Line($"{input.Reader.Path}: {Numbers.Count(statistics.All.Events)} events, {Numbers.Bytes(input.SizeBytes)} in {Numbers.Count(statistics.Streams.Count)} streams");
        foreach (TraceDescription trace in input.Reader.Traces.Take(4))
        {
            string recorded = string.Join(", ", trace.Environment
                .Where(static entry => entry.Key is "procname" or "vpid" or "hostname" or "tracer_name" or "domain")
                .Select(static entry => $"{entry.Key} {entry.Value}"));
            if (recorded.Length > 0)
            {
                report.Line($"{(trace.RelativePath.Length > 0 ? trace.RelativePath + ": " : "")}{recorded}");
            }
        }

        if (statistics.All.Events == 0 || statistics.Last < statistics.First)
        {
            return;
        }

        report.Line($"{Format(statistics.First)} to {Format(statistics.Last)}: {TraceTime.FormatDuration(statistics.Duration)}, {Numbers.Rate(statistics.RateOf(statistics.All.Events))} events/s");
        report.Line(Sparkline.Draw(statistics.All.Times.Resample(Report.Width - 1, statistics.Last - statistics.Begin + 1)), Color.Green);
    }

    private string Format(long time) => style switch
    {
        TimeStyle.Raw => time.ToString(System.Globalization.CultureInfo.InvariantCulture),
        TimeStyle.Relative => "+" + TraceTime.FormatDuration(time - input.Begin),
        _ => TraceTime.Format(time, style),
    };

    private void WriteEvents(Report report)
    {
        report.Heading("Events");
        var table = new ReportTable("event", ">count", ">events/s", ">bytes", ">share", ">B/event", ReportTable.OverTime);
        foreach ((string name, Tally tally) in statistics.Events.OrderByDescending(static pair => pair.Value.Events).ThenBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            table.Row(
                name,
                Numbers.Count(tally.Events),
                Numbers.Rate(statistics.RateOf(tally.Events)),
                Numbers.Bytes(tally.SizeBytes),
                ShareOf(tally),
                Numbers.Rate(tally.Events > 0 ? tally.Bits / 8.0 / tally.Events : 0),
                Sparkline.Draw(tally.Times.Resample(SmallSparkline, statistics.Last - statistics.Begin + 1)));
        }

        report.Table(table);
    }

    private void WriteThreads(Report report)
    {
        report.Heading("Threads");
        var table = new ReportTable("thread", ">process", ">count", ">events/s", ">bytes", ">share", ReportTable.OverTime);
        foreach (((long process, long _, string label), Tally tally) in statistics.Threads.OrderByDescending(static pair => pair.Value.Events))
        {
            table.Row(
                label,
                process < 0 ? "-" : process.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Numbers.Count(tally.Events),
                Numbers.Rate(statistics.RateOf(tally.Events)),
                Numbers.Bytes(tally.SizeBytes),
                ShareOf(tally),
                Sparkline.Draw(tally.Times.Resample(SmallSparkline, statistics.Last - statistics.Begin + 1)));
        }

        report.Table(table);
    }

    private void WriteStreams(Report report)
    {
        report.Heading("Streams");
        var table = new ReportTable("stream", ">packets", ">count", ">bytes", ">content", ">events/packet", ">lost events", ">lost packets");
        foreach ((string name, StreamStatistics stream) in statistics.Streams.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            table.Row(
                name,
                Numbers.Count(stream.Packets.Count),
                Numbers.Count(stream.Events),
                Numbers.Bytes(stream.SizeBytes),
                Numbers.Percent(stream.Fill),
                Numbers.Rate(stream.Packets.Count > 0 ? (double)stream.Events / stream.Packets.Count : 0),
                Numbers.Count(LostOf(name, isPackets: false)),
                Numbers.Count(LostOf(name, isPackets: true)));
        }

        report.Table(table);
        if (!hasPackets)
        {
            return;
        }

        report.Heading("Packets");
        var packets = new ReportTable("file", ">packet", "begin", ">lasts", ">bytes", ">count");
        foreach (PacketStatistics packet in Packets())
        {
            packets.Row(
                packet.File,
                Numbers.Count(packet.Number),
                packet.Begin is long begin ? Format(begin) : "-",
                packet is { Begin: long from, End: long to } ? TraceTime.FormatDuration(to - from) : "-",
                Numbers.Bytes(packet.SizeBytes),
                Numbers.Count(packet.Events));
        }

        report.Table(packets);
    }

    private void WriteLosses(Report report)
    {
        if (statistics.Losses.Count == 0)
        {
            report.Line("Nothing was lost.");
            return;
        }

        report.Heading("Lost");
        var table = new ReportTable(">lost", "what", "stream", "from", ">within");
        foreach (Loss loss in statistics.Losses.Take(MaxLosses))
        {
            table.Row(
                Numbers.Count(loss.Count),
                loss.IsPackets ? "packets" : "events",
                loss.Stream,
                loss.From is long from ? Format(from) : "-",
                loss is { From: long begin, To: long end } ? TraceTime.FormatDuration(end - begin) : "-");
        }

        report.Table(table);
        if (statistics.Losses.Count > MaxLosses)
        {
            report.Line($"and {Numbers.Count(statistics.Losses.Count - MaxLosses)} more; --json lists all.");
        }
    }

    private IEnumerable<PacketStatistics> Packets() => statistics.Streams.Values
        .SelectMany(static stream => stream.Packets)
        .OrderBy(static packet => packet.File, StringComparer.Ordinal)
        .ThenBy(static packet => packet.Number);

    private string ShareOf(Tally tally) => Numbers.Percent(statistics.All.Bits > 0 ? (double)tally.Bits / statistics.All.Bits : 0);

    private ulong LostOf(string stream, bool isPackets) => statistics.Losses
        .Where(loss => loss.IsPackets == isPackets && loss.Stream == stream)
        .Aggregate(0UL, static (sum, loss) => sum + loss.Count);
}
