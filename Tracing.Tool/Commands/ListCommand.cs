using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tracing.Control;
using Tracing.Tool.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl list</c>: the tracepoints of a running process.</summary>
internal static class ListCommand
{
    private static readonly TimeSpan s_countedTime = TimeSpan.FromSeconds(1);

    public static Command Build()
    {
        var processes = new ProcessOptions();
        Option<string[]> events = LiveOptions.Events();
        Option<bool> hits = new("--hits") { Description = "Count the events of each for a second (or --for), which costs the process some ns an event meanwhile." };
        Option<TimeSpan?> time = DurationOption.Create("How long to count with --hits.", "--for");
        Option<bool> json = TraceOptions.JsonOption();
        Option<bool> noPager = TraceOptions.NoPagerOption();
        var command = new Command("list", "List the tracepoints of a running process: level, fields, where it is declared, who records it.") { events, hits, time, json, noPager };
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(time) is not null && !parsed.GetValue(hits))
            {
                throw new UsageException("--for needs --hits.");
            }

            TimeSpan? counted = parsed.GetValue(hits) ? parsed.GetValue(time) ?? s_countedTime : null;
            var listings = new List<(HelloResult Process, List<TracepointEntry> Tracepoints)>();
            int exitCode = OnProcesses.Run(parsed, processes, client => listings.Add((client.Process, Query(client, parsed.GetValue(events) ?? [], counted))));
            if (parsed.GetValue(json))
            {
                JsonReport.Write(writer => WriteJson(listings, writer));
            }
            else
            {
                using var report = new Report(!parsed.GetValue(noPager));
                listings.ForEach(listing => Write(listing.Process, listing.Tracepoints, report));
            }

            return exitCode;
        });
        return command;
    }

    private static List<TracepointEntry> Query(ControlClient client, string[] patterns, TimeSpan? counted)
    {
        if (counted is not { } time)
        {
            return TracepointQuery.Run(client, patterns);
        }

        TracepointQuery.Run(client, patterns);
        client.Count(patterns is [] ? ["*"] : patterns);
        Thread.Sleep(time);
        return TracepointQuery.Run(client, patterns);
    }

    private static void Write(HelloResult process, List<TracepointEntry> tracepoints, Report report)
    {
        int providers = tracepoints.Select(static tracepoint => tracepoint.Name[..Math.Max(0, tracepoint.Name.IndexOf(':', StringComparison.Ordinal))]).Distinct().Count();
        report.Line($"{process.Name} ({process.Pid}): {Numbers.Counted(tracepoints.Count, "tracepoint")} of {Numbers.Counted(providers, "provider")}");
        bool hasHits = tracepoints.Exists(static tracepoint => tracepoint.Hits is not null);
        ColumnText columns = hasHits ? new("EVENT", "LEVEL", ">HITS", "RECORDED BY", "DECLARED", "FIELDS") : new("EVENT", "LEVEL", "RECORDED BY", "DECLARED", "FIELDS");
        foreach (TracepointEntry tracepoint in tracepoints)
        {
            string recorders = string.Join(", ", tracepoint.Recorders.Select(static recorder => $"{recorder.Session}/{recorder.Channel}"));
            string probes = tracepoint.Probes > 0 ? $"{(recorders.Length > 0 ? ", " : "")}{Numbers.Counted(tracepoint.Probes, "probe")}" : "";
            string declared = tracepoint.File is null ? "-" : tracepoint.Line is { } line ? $"{tracepoint.File}:{line}" : tracepoint.File;
            string fields = string.Join(", ", tracepoint.Fields.Select(static field => $"{field.Type} {field.Name}"));
            string who = recorders + probes is { Length: > 0 } listeners ? listeners : "-";
            string[] cells = [tracepoint.Name, tracepoint.Level, who, declared, tracepoint.Message is null ? fields : $"{fields}  \"{tracepoint.Message}\""];
            columns.Row(hasHits ? [cells[0], cells[1], tracepoint.Hits?.ToString(CultureInfo.InvariantCulture) ?? "-", .. cells[2..]] : cells);
        }

        columns.WriteTo(report);
    }

    private static void WriteJson(List<(HelloResult Process, List<TracepointEntry> Tracepoints)> listings, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach ((HelloResult process, List<TracepointEntry> tracepoints) in listings)
        {
            json.WriteStartObject();
            LiveJson.WriteProcess(process, json);
            json.WriteStartArray("tracepoints");
            foreach (TracepointEntry tracepoint in tracepoints)
            {
                JsonSerializer.Serialize(json, tracepoint, ControlJson.Default.TracepointEntry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
