using System.Text;
using System.Text.Json;
using Spectre.Console;
using Tracing.Tool.Analysis;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Output;

/// <summary>Threads or kinds of events over time: a line of bars for each, all in one scale.</summary>
internal sealed class TimelineReport(TraceInput input, TraceStatistics statistics, bool byEvent, TimeStyle style)
{
    private const int MaxLabelWidth = 28;

    /// <summary>Columns between two times below the lines.</summary>
    private const int TickDistance = 24;

    private static readonly Color[] s_colours = [Color.Aqua, Color.Yellow, Color.Green, Color.Fuchsia, Color.Blue, Color.Orange1, Color.Teal];

    private readonly IReadOnlyList<(string Label, Tally Tally)> _rows =
    [
        .. byEvent
            ? statistics.Events.OrderByDescending(static pair => pair.Value.Events).Select(static pair => (pair.Key, pair.Value))
            : statistics.Threads.OrderBy(static pair => pair.Key).Select(static pair => (pair.Key.Label, pair.Value)),
    ];

    private long Duration => statistics.Last - statistics.Begin + 1;

    /// <summary>Draws it.</summary>
    public void Write(Report report)
    {
        if (_rows.Count == 0 || statistics.Last < statistics.First)
        {
            report.Line("There are no events with a time.");
            return;
        }

        int labelWidth = Math.Min(MaxLabelWidth, _rows.Max(static row => row.Label.Length));
        int countWidth = Numbers.Count(_rows.Max(static row => row.Tally.Events)).Length;
        int columns = Report.Width - labelWidth - countWidth - 3;
        double[][] values = [.. _rows.Select(row => row.Tally.Times.Resample(columns, Duration))];
        double highest = values.Max(static row => Sparkline.HighestOf(row));
        for (int i = 0; i < _rows.Count; i++)
        {
            string label = Fit(_rows[i].Label, labelWidth).PadRight(labelWidth);
            string line = $"{label} {Sparkline.Draw(values[i], highest)} {Numbers.Count(_rows[i].Tally.Events).PadLeft(countWidth)}";
            report.Line(line, s_colours[i % s_colours.Length]);
        }

        if (statistics.Losses.Count > 0)
        {
            report.Line($"{"lost".PadRight(labelWidth)} {LossLine(columns)}", Color.Red);
        }

        report.Line(new string(' ', labelWidth + 1) + Axis(columns));
        report.Line($"{"",1}a full bar is {Numbers.Rate(highest / (Duration / 1e9 / columns))} events/s");
    }

    /// <summary>Writes the lines' numbers: counts in as many slices of time as a terminal of this width has columns.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("begin", statistics.Begin);
        json.WriteNumber("durationNs", Math.Max(0, Duration));
        json.WriteStartArray(byEvent ? "events" : "threads");
        foreach ((string label, Tally tally) in _rows)
        {
            json.WriteStartObject();
            json.WriteString("name", label);
            json.WriteNumber("count", tally.Events);
            json.WriteStartArray("over");
            foreach (double value in tally.Times.Resample(Report.Width, Math.Max(1, Duration)))
            {
                json.WriteNumberValue(Math.Round(value, 3));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Fit(string label, int width) => label.Length <= width ? label : "…" + label[^(width - 1)..];

    private string LossLine(int columns)
    {
        var line = new char[columns];
        Array.Fill(line, ' ');
        foreach (Loss loss in statistics.Losses)
        {
            if ((loss.From ?? loss.To) is not long from)
            {
                continue;
            }

            int first = ColumnOf(from, columns);
            int last = ColumnOf(loss.To ?? from, columns);
            Array.Fill(line, '!', first, last - first + 1);
        }

        return new string(line).TrimEnd();
    }

    private int ColumnOf(long time, int columns) => (int)Math.Clamp((double)(time - statistics.Begin) / Duration * columns, 0, columns - 1);

    private string Axis(int columns)
    {
        var line = new StringBuilder();
        for (int column = 0; column + TickDistance / 2 < columns; column += TickDistance)
        {
            line.Append(' ', column - line.Length);
            long offset = (long)((double)column / columns * Duration);
            line.Append('╵').Append(style is TimeStyle.Local or TimeStyle.Utc && column == 0
                ? TraceTime.Format(input.Begin, style)[11..23]
                : "+" + TraceTime.FormatDuration(offset));
        }

        return line.ToString();
    }
}
