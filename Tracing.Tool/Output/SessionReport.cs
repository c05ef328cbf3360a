using System.Text.Json;
using Tracing.Control;

namespace Tracing.Tool.Output;

/// <summary>Sessions of running processes.</summary>
internal static class SessionReport
{
    /// <summary>Writes them to standard output.</summary>
    /// <param name="processes">Processes with their sessions.</param>
    /// <param name="asJson">For a program.</param>
    /// <param name="hasDetails">With channels and rules; a program gets them anyway.</param>
    public static void Write(List<(HelloResult Process, SessionEntry[] Sessions)> processes, bool asJson, bool hasDetails)
    {
        if (asJson)
        {
            JsonReport.Write(json => WriteJson(processes, json));
            return;
        }

        using var report = new Report(allowsPager: false);
        if (hasDetails)
        {
            foreach ((HelloResult process, SessionEntry[] sessions) in processes)
            {
                foreach (SessionEntry session in sessions)
                {
                    WriteDetails(process, session, report);
                }
            }
        }
        else
        {
            WriteList(processes, report);
        }
    }

    /// <summary>What was counted, in a few words.</summary>
    /// <param name="statistics">The counts.</param>
    /// <param name="written">Bytes of the trace, where somebody else than the process knows them.</param>
    public static string Describe(StatisticsEntry statistics, long? written = null)
    {
        long lost = statistics.Discarded + statistics.TooLarge;
        string text = $"{Numbers.Counted(statistics.Recorded, "event")} recorded, {(lost == 0 ? "none" : Numbers.Count(lost))} lost";
        text += statistics.Overwritten > 0 ? $", {Numbers.Count(statistics.Overwritten)} overwritten" : "";
        text += statistics.Filtered > 0 ? $", {Numbers.Count(statistics.Filtered)} filtered" : "";
        text += statistics.Suppressed > 0 ? $", {Numbers.Count(statistics.Suppressed)} left out by sampling" : "";
        text += (written is > 0 ? written : statistics.Bytes) is { } bytes ? $", {Numbers.Bytes(bytes)} written" : "";
        return statistics.OutputError is { } error ? $"{text}; the output fails: {error}" : text;
    }

    private static void WriteList(List<(HelloResult Process, SessionEntry[] Sessions)> processes, Report report)
    {
        if (processes.All(static pair => pair.Sessions.Length == 0))
        {
            Messages.Say("No sessions.");
            return;
        }

        var columns = new ColumnText(">PID", "NAME", "SESSION", "STATE", ">EVENTS", ">LOST", "OUTPUT");
        foreach ((HelloResult process, SessionEntry[] sessions) in processes)
        {
            foreach (SessionEntry session in sessions)
            {
                columns.Row(
                    process.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    process.Name,
                    session.Name,
                    session.State,
                    Numbers.Count(session.Statistics.Recorded),
                    Numbers.Count(session.Statistics.Discarded + session.Statistics.TooLarge),
                    session.Output ?? "-");
            }
        }

        columns.WriteTo(report);
    }

    private static void WriteDetails(HelloResult process, SessionEntry session, Report report)
    {
        report.Line($"{process.Name} ({process.Pid}): session '{session.Name}', {session.State}; {Describe(session.Statistics)}");
        report.Line($"  output: {session.Output ?? "none; snapshots only"}");
        if (session.Consumer is { } consumer)
        {
            report.Line($"  drained by process {consumer.Pid}");
        }

        foreach (ChannelEntry channel in session.Channels)
        {
            report.Line($"  channel '{channel.Name}': {channel.Mode}, a ring for each {channel.Scope}, {channel.SubBufferCount} × {Numbers.Bytes(channel.SubBufferSize)}; " +
                $"{Numbers.Counted(channel.Rings, "ring")} with {Numbers.Bytes(channel.Memory)} of {Numbers.Bytes(channel.MaxMemory)}; {Describe(channel.Statistics)}");
            if (channel.Contexts.Length > 0)
            {
                report.Line($"    contexts: {string.Join(", ", channel.Contexts)}");
            }

            foreach (RuleEntry rule in channel.Rules)
            {
                report.Line($"    {DescribeRule(rule)}");
            }
        }

        foreach (JsonElement trigger in session.Triggers ?? [])
        {
            report.Line($"  trigger: {trigger.GetRawText()}");
        }
    }

    private static string DescribeRule(RuleEntry rule)
    {
        string text = $"{(rule.Enable ? "enable" : "disable")} {rule.Events}";
        text += rule.Exclude is { Length: > 0 } excluded ? $" but {string.Join(", ", excluded)}" : "";
        text += rule.Level is { } level ? $", level {level}" : "";
        text += rule.MostSevere is { } most ? $", most severe {most}" : "";
        text += rule.Filter is { } filter ? $", if {filter}" : "";
        text += rule.OneIn is { } oneIn ? $", one in {oneIn}" : "";
        text += rule.MaxPerSecond is { } max ? $", {max} a second" : "";
        text += rule.First is { } first ? $", the first {first}" : "";
        text += rule.Filtered > 0 ? $"; {Numbers.Count(rule.Filtered.Value)} filtered" : "";
        return rule.Suppressed > 0 ? $"{text}; {Numbers.Count(rule.Suppressed.Value)} left out by sampling" : text;
    }

    private static void WriteJson(List<(HelloResult Process, SessionEntry[] Sessions)> processes, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach ((HelloResult process, SessionEntry[] sessions) in processes)
        {
            json.WriteStartObject();
            LiveJson.WriteProcess(process, json);
            json.WriteStartArray("sessions");
            foreach (SessionEntry session in sessions)
            {
                JsonSerializer.Serialize(json, session, ControlJson.Default.SessionEntry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
