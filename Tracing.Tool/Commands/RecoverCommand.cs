using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tracing.Runtime;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl recover</c>: what processes left in shared memory when they died while recording.</summary>
internal static class RecoverCommand
{
    public static Command Build()
    {
        Option<long[]> pids = CountOption.CreateMany("Only what this process left. Can be given several times.", "PID", "--pid", "-p");
        Option<string?> session = new("--session", "-s") { Description = "Only sessions whose names match.", HelpName = "PATTERN" };
        Option<bool> write = new("--write", "-w") { Description = "Write it out: each trace is completed in its own folder, and shared memory is freed." };
        Option<string?> output = new("--output", "-o")
        {
            Description = "With --write: put what is left into a folder of its own below this one, as a trace of its own. Needed for flight recorders, which have no folder.",
            HelpName = "DIR",
        };
        Option<bool> delete = new("--delete") { Description = "Remove it from shared memory without writing it out." };
        Option<bool> json = TraceOptions.JsonOption();
        var command = new Command("recover", "List what processes left in shared memory when they died while recording, write it out, or remove it.")
        {
            pids, session, write, output, delete, json,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(delete) && parsed.GetValue(write))
            {
                throw new UsageException("--write and --delete cannot be had together.");
            }

            if (parsed.GetValue(output) is not null && !parsed.GetValue(write))
            {
                throw new UsageException("--output needs --write.");
            }

            RecoverableTrace[] traces = Find(parsed.GetValue(pids) ?? [], parsed.GetValue(session));
            List<Outcome> outcomes = parsed.GetValue(write) ? [.. traces.Select(trace => WriteOut(trace, parsed.GetValue(output)))]
                : parsed.GetValue(delete) ? [.. traces.Select(Delete)]
                : [.. traces.Select(static trace => new Outcome(trace))];
            Tell(outcomes, parsed.GetValue(json));
            foreach (Outcome outcome in outcomes.Where(static outcome => outcome.Error is not null))
            {
                Messages.Error($"session '{outcome.Trace.Session}' of process {outcome.Trace.ProcessId}: {outcome.Error}");
            }

            return outcomes.Exists(static outcome => outcome.Error is not null) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static RecoverableTrace[] Find(long[] pids, string? session)
    {
        IReadOnlyList<RecoverableTrace> all = TraceRecovery.Find();
        RecoverableTrace[] traces =
        [
            .. all.Where(trace => (pids.Length == 0 || pids.Contains(trace.ProcessId)) && (session is null || Glob.IsMatch(session, trace.Session)))
                .OrderBy(static trace => trace.ProcessStart).ThenBy(static trace => trace.Session, StringComparer.Ordinal),
        ];
        if (traces.Length == 0 && (pids.Length > 0 || session is not null))
        {
            string there = all.Count == 0
                ? "No dead process left anything."
                : $"There is: {string.Join(", ", all.Select(static trace => $"'{trace.Session}' of process {trace.ProcessId}"))}.";
            throw new ToolException($"Nothing was left that matches. {there}");
        }

        return traces;
    }

    private static Outcome WriteOut(RecoverableTrace trace, string? output)
    {
        if (output is null && trace.OutputFolder is null)
        {
            return new Outcome(trace, Error: "it was a flight recorder without an output; name a folder with --output DIR");
        }

        string? folder = output is null ? null : Path.Combine(output, $"{trace.Session}-{trace.ProcessId.ToString(CultureInfo.InvariantCulture)}");
        try
        {
            return new Outcome(trace, folder ?? trace.OutputFolder, trace.Recover(folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return new Outcome(trace, Error: exception.Message);
        }
    }

    private static Outcome Delete(RecoverableTrace trace)
    {
        try
        {
            trace.Delete();
            return new Outcome(trace, IsDeleted: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return new Outcome(trace, Error: exception.Message);
        }
    }

    private static void Tell(List<Outcome> outcomes, bool asJson)
    {
        if (asJson)
        {
            JsonReport.Write(json => WriteJson(outcomes, json));
            return;
        }

        if (outcomes.Count == 0)
        {
            Messages.Say("No dead process left anything.");
            return;
        }

        using var report = new Report(allowsPager: false);
        var table = new ReportTable(">pid", "started (UTC)", "session", ">rings", ">events left", "trace", "");
        foreach (Outcome outcome in outcomes)
        {
            RecoverableTrace trace = outcome.Trace;
            table.Row(
                trace.ProcessId.ToString(CultureInfo.InvariantCulture),
                trace.ProcessStart.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                trace.Session,
                Numbers.Count(trace.Rings),
                Numbers.Count(trace.Events),
                outcome.Folder ?? trace.OutputFolder ?? "-",
                outcome.Error is not null ? "failed" : outcome.IsDeleted ? "removed" : outcome.Written is { } written ? $"{Numbers.Count(written)} written" : "");
        }

        report.Table(table);
    }

    private static void WriteJson(List<Outcome> outcomes, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (Outcome outcome in outcomes)
        {
            json.WriteStartObject();
            json.WriteNumber("pid", outcome.Trace.ProcessId);
            json.WriteString("startTime", outcome.Trace.ProcessStart);
            json.WriteString("session", outcome.Trace.Session);
            json.WriteString("output", outcome.Trace.OutputFolder);
            json.WriteNumber("rings", outcome.Trace.Rings);
            json.WriteNumber("events", outcome.Trace.Events);
            if (outcome.Written is { } written)
            {
                json.WriteString("writtenTo", outcome.Folder);
                json.WriteNumber("written", written);
            }

            if (outcome.IsDeleted)
            {
                json.WriteBoolean("deleted", true);
            }

            if (outcome.Error is not null)
            {
                json.WriteString("error", outcome.Error);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What became of one session's remains.</summary>
    private sealed record Outcome(RecoverableTrace Trace, string? Folder = null, long? Written = null, bool IsDeleted = false, string? Error = null);
}
