using System.Globalization;
using System.Text.Json;
using Tracing.Tool.Live;

namespace Tracing.Tool.Output;

/// <summary>What rules would have recorded.</summary>
internal static class TrialReport
{
    /// <summary>Writes it to standard output.</summary>
    public static void Write(List<Trial> trials, bool asJson)
    {
        if (asJson)
        {
            JsonReport.Write(json => WriteJson(trials, json));
            return;
        }

        using var report = new Report(allowsPager: false);
        foreach (Trial trial in trials)
        {
            double seconds = trial.Elapsed.TotalSeconds;
            report.Line($"{trial.Process.Name} ({trial.Process.Pid}), {TraceTime.FormatDuration(trial.Elapsed.TotalNanoseconds)}:");
            report.Line($"  matched   {Numbers.Count(trial.Matched)} events, {Numbers.Rate(trial.Matched / seconds)}/s");
            if (trial.Statistics.Filtered + trial.Statistics.Suppressed > 0)
            {
                report.Line($"  left out  {Numbers.Count(trial.Statistics.Filtered)} by the filter, {Numbers.Count(trial.Statistics.Suppressed)} by sampling");
            }

            report.Line(trial.Bytes is { } bytes
                ? $"  size      {Numbers.Bytes((long)bytes)}, {Numbers.Bytes((long)(bytes / seconds))}/s{(trial.BytesAnEvent is { } each ? string.Create(CultureInfo.InvariantCulture, $", {each:0.#} bytes an event") : "")}"
                : "  size      unknown: all events were overwritten before they could be measured");
            report.Line($"  cost      about {Numbers.Percent(trial.CpuShare)} of one processor, at {Trial.CostNs.ToString(CultureInfo.InvariantCulture)} ns an event");
        }
    }

    private static void WriteJson(List<Trial> trials, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (Trial trial in trials)
        {
            json.WriteStartObject();
            LiveJson.WriteProcess(trial.Process, json);
            json.WriteNumber("seconds", trial.Elapsed.TotalSeconds);
            json.WriteNumber("matched", trial.Matched);
            json.WriteNumber("filtered", trial.Statistics.Filtered);
            json.WriteNumber("suppressed", trial.Statistics.Suppressed);
            json.WritePropertyName("bytes");
            WriteOptional(trial.Bytes, json);
            json.WritePropertyName("bytesAnEvent");
            WriteOptional(trial.BytesAnEvent, json);
            json.WriteNumber("cpuShare", trial.CpuShare);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(double? value, Utf8JsonWriter json)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
