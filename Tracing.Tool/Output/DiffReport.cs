using System.Globalization;
using System.Text.Json;
using Tracing.Tool.Analysis;

namespace Tracing.Tool.Output;

/// <summary>Two traces side by side as text or JSON.</summary>
internal sealed class DiffReport(string pathA, LatencyAnalysis a, string pathB, LatencyAnalysis b)
{
    private static readonly (string Name, double Share)[] s_quantiles = [("p50", 0.5), ("p99", 0.99)];

    /// <summary>Names of all events, those that changed most first.</summary>
    private IEnumerable<(string Name, long A, long B)> Events() => a.Events.Keys.Union(b.Events.Keys)
        .Select(name => (Name: name, A: a.Events.GetValueOrDefault(name), B: b.Events.GetValueOrDefault(name)))
        .OrderByDescending(static row => Math.Abs(row.B - row.A))
        .ThenBy(static row => row.Name, StringComparer.Ordinal);

    /// <summary>Writes it for a person.</summary>
    public void Write(Report report)
    {
        report.Line($"A {pathA}: {Numbers.Count(a.Events.Values.Sum())} events in {TraceTime.FormatDuration(DurationOf(a))}");
        report.Line($"B {pathB}: {Numbers.Count(b.Events.Values.Sum())} events in {TraceTime.FormatDuration(DurationOf(b))}");
        report.Heading("Events");
        var events = new ReportTable("event", ">A", ">B", ">B - A", ">B / A", ">A /s", ">B /s");
        foreach ((string name, long inA, long inB) in Events())
        {
            events.Row(name, Numbers.Count(inA), Numbers.Count(inB), Signed(inB - inA), Ratio(inA, inB), Rate(inA, a), Rate(inB, b));
        }

        report.Table(events);
        if (!HasLatencies)
        {
            return;
        }

        report.Heading("Latencies");
        var latencies = new ReportTable("from begin to end", "", ">A", ">B", ">B / A");
        for (int i = 0; i < a.Rules.Count; i++)
        {
            LatencyHistogram inA = a.Histograms[i];
            LatencyHistogram inB = b.Histograms[i];
            if (inA.Count + inB.Count == 0)
            {
                continue;
            }

            latencies.Row(a.Rules[i].Name, "count", Numbers.Count(inA.Count), Numbers.Count(inB.Count), Ratio(inA.Count, inB.Count));
            Row(latencies, "mean", inA, inB, static histogram => histogram.Mean);
            foreach ((string name, double share) in s_quantiles)
            {
                Row(latencies, name, inA, inB, histogram => histogram.Quantile(share));
            }

            Row(latencies, "max", inA, inB, static histogram => histogram.Max);
        }

        report.Table(latencies);
    }

    /// <summary>Writes it for a program: durations in ns.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("a", pathA);
        json.WriteString("b", pathB);
        json.WriteNumber("durationNsA", DurationOf(a));
        json.WriteNumber("durationNsB", DurationOf(b));
        json.WriteStartArray("events");
        foreach ((string name, long inA, long inB) in Events())
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("a", inA);
            json.WriteNumber("b", inB);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("latencies");
        for (int i = 0; i < a.Rules.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", a.Rules[i].Name);
            json.WriteString("begin", a.Rules[i].Begin);
            json.WriteString("end", a.Rules[i].End);
            json.WriteString("by", a.Rules[i].Key ?? "thread");
            WriteSide("a", a.Histograms[i], json);
            WriteSide("b", b.Histograms[i], json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private bool HasLatencies => a.Histograms.Concat(b.Histograms).Any(static histogram => histogram.Count > 0);

    private static void WriteSide(string name, LatencyHistogram histogram, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        LatencyReport.WriteNumbers(histogram, json);
        json.WriteEndObject();
    }

    private static void Row(ReportTable table, string name, LatencyHistogram inA, LatencyHistogram inB, Func<LatencyHistogram, double> value) => table.Row(
        "",
        name,
        inA.Count > 0 ? TraceTime.FormatDuration(value(inA)) : "-",
        inB.Count > 0 ? TraceTime.FormatDuration(value(inB)) : "-",
        inA.Count > 0 && inB.Count > 0 ? Ratio(value(inA), value(inB)) : "-");

    private static long DurationOf(LatencyAnalysis analysis) => Math.Max(0, analysis.Last - analysis.First);

    private static string Signed(long difference) => (difference > 0 ? "+" : "") + Numbers.Count(difference);

    private static string Ratio(double inA, double inB) => inA > 0 ? (inB / inA).ToString("0.00", CultureInfo.InvariantCulture) : inB > 0 ? "new" : "-";

    private static string Rate(long count, LatencyAnalysis analysis) =>
        Numbers.Rate(DurationOf(analysis) > 0 ? count / (DurationOf(analysis) / 1e9) : 0);
}
