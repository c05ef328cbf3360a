using System.Text.Json;
using Spectre.Console;
using Tracing.Tool.Analysis;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Output;

/// <summary>Latencies of one rule as text or JSON.</summary>
internal sealed class LatencyReport(TraceInput input, LatencyAnalysis analysis, TimeStyle style, int context)
{
    /// <summary>The quantiles that are shown.</summary>
    public static readonly (string Name, double Share)[] Quantiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)];

    /// <summary>Columns of a bar's label and count.</summary>
    private const int LabelWidth = 24;
    private const int CountWidth = 14;

    private readonly SpanRule _rule = analysis.Rules[0];
    private readonly LatencyHistogram _histogram = analysis.Histograms[0];

    /// <summary>Writes it for a person.</summary>
    public void Write(Report report)
    {
        report.Line($"from {_rule.Begin} to {_rule.End}, {(_rule.Key is null ? "by thread" : $"by {_rule.Key}")}: {Numbers.Count(_histogram.Count)}");
        if (analysis.Matcher.UnmatchedEnds[0] + analysis.Matcher.OpenCount[0] + analysis.Matcher.ForgottenBegins[0] > 0)
        {
            report.Line(
                $"without a partner: {Numbers.Count(analysis.Matcher.OpenCount[0] + analysis.Matcher.ForgottenBegins[0])} begins, {Numbers.Count(analysis.Matcher.UnmatchedEnds[0])} ends",
                Color.Yellow);
        }

        var table = new ReportTable(">min", ">mean", ">p50", ">p90", ">p99", ">p99.9", ">max");
        table.Row(
        [
            TraceTime.FormatDuration(_histogram.Min),
            TraceTime.FormatDuration(_histogram.Mean),
            .. Quantiles.Select(quantile => TraceTime.FormatDuration(_histogram.Quantile(quantile.Share))),
            TraceTime.FormatDuration(_histogram.Max),
        ]);
        report.Table(table);
        WriteHistogram(report);
        WriteWorst(report);
    }

    /// <summary>Writes it for a program: durations and times in ns.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("begin", _rule.Begin);
        json.WriteString("end", _rule.End);
        json.WriteString("by", _rule.Key ?? "thread");
        WriteNumbers(_histogram, json);
        json.WriteNumber("openBegins", analysis.Matcher.OpenCount[0] + analysis.Matcher.ForgottenBegins[0]);
        json.WriteNumber("unmatchedEnds", analysis.Matcher.UnmatchedEnds[0]);
        json.WriteStartArray("histogram");
        foreach ((long from, long to, long count) in _histogram.Doublings())
        {
            json.WriteStartObject();
            json.WriteNumber("from", from);
            json.WriteNumber("to", to);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("worst");
        foreach (Span span in analysis.WorstOf(0))
        {
            json.WriteStartObject();
            json.WriteNumber("duration", span.Duration);
            json.WriteNumber("begin", span.Begin);
            json.WriteNumber("end", span.End);
            json.WriteString("key", span.Key.ToString());
            json.WriteString("thread", span.Thread.Label);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes count and quantiles, in ns.</summary>
    public static void WriteNumbers(LatencyHistogram histogram, Utf8JsonWriter json)
    {
        json.WriteNumber("count", histogram.Count);
        json.WriteNumber("min", histogram.Min);
        json.WriteNumber("mean", histogram.Mean);
        foreach ((string name, double share) in Quantiles)
        {
            json.WriteNumber(name, histogram.Quantile(share));
        }

        json.WriteNumber("max", histogram.Max);
    }

    private void WriteHistogram(Report report)
    {
        IReadOnlyList<(long From, long To, long Count)> ranges = _histogram.Doublings();
        long highest = ranges.Max(static range => range.Count);
        int width = Report.Width - LabelWidth - CountWidth - 2;
        foreach ((long from, long to, long count) in ranges)
        {
            string label = $"{TraceTime.FormatDuration(from)} to {TraceTime.FormatDuration(to)}".PadLeft(LabelWidth);
            report.Line($"{label} {Bar(count, highest, width)} {Numbers.Count(count)}", Color.Green);
        }
    }

    /// <summary>A bar whose end is exact to an eighth of a column; whatever is there shows.</summary>
    private static string Bar(long count, long highest, int width)
    {
        const string Eighths = "▏▎▍▌▋▊▉█";
        int eighths = count == 0 ? 0 : Math.Max(1, (int)((double)count / highest * width * Eighths.Length));
        string bar = new('█', eighths / Eighths.Length);
        return eighths % Eighths.Length > 0 ? bar + Eighths[(eighths % Eighths.Length) - 1] : bar;
    }

    private void WriteWorst(Report report)
    {
        int number = 1;
        foreach (Span span in analysis.WorstOf(0))
        {
            report.Heading($"Longest, {number++}: {TraceTime.FormatDuration(span.Duration)}, {_rule.Key ?? "thread"} {span.Key}, in {span.Thread.Label}{(span.EndThread == span.Thread ? "" : $" and {span.EndThread.Label}")}");
            string begin = style switch
            {
                TimeStyle.Raw => span.Begin.ToString(System.Globalization.CultureInfo.InvariantCulture),
                TimeStyle.Relative => "+" + TraceTime.FormatDuration(span.Begin - input.Begin),
                _ => TraceTime.Format(span.Begin, style),
            };
            report.Line($"  began at {begin}");
            if (context == 0)
            {
                continue;
            }

            IReadOnlyList<(long Time, string Line)> lines = SpanContext.Read(input, span, context, out long left);
            for (int i = 0; i < lines.Count; i++)
            {
                if (left > 0 && i == lines.Count - 1)
                {
                    report.Line($"  {"",12} … {Numbers.Count(left)} more events");
                }

                report.Line($"  {"+" + TraceTime.FormatDuration(lines[i].Time - span.Begin),12} {lines[i].Line}");
            }
        }
    }
}
