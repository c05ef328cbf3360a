using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tracing.Control;
using Tracing.Tool.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl ps</c>: the processes that can be traced.</summary>
internal static class PsCommand
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static Command Build()
    {
        Option<TimeSpan?> timeout = DurationOption.Create("How long to wait for the answer of a process: 2s unless given.", "--timeout");
        Option<bool> json = TraceOptions.JsonOption();
        var command = new Command("ps", "List the processes of this user that can be traced, with their sessions.") { timeout, json };
        command.SetAction(parsed =>
        {
            var refused = new List<string>();
            List<ControlClient> clients = ProcessFinder.ConnectAll(parsed.GetValue(timeout) ?? s_patience, refused);
            var processes = new List<(HelloResult Process, SessionEntry[] Sessions)>();
            foreach (ControlClient client in clients)
            {
                using (client)
                {
                    try
                    {
                        processes.Add((client.Process, client.Sessions()));
                    }
                    catch (ControlException exception)
                    {
                        refused.Add(exception.Message);
                    }
                }
            }

            Tell(processes, parsed.GetValue(json));
            refused.ForEach(Messages.Error);
            return refused.Count > 0 ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static void Tell(List<(HelloResult Process, SessionEntry[] Sessions)> processes, bool asJson)
    {
        if (asJson)
        {
            JsonReport.Write(json => WriteJson(processes, json));
            return;
        }

        if (processes.Count == 0)
        {
            Messages.Say($"No process of this user can be traced (looked for sockets in '{EndpointFolder.Path}').");
            return;
        }

        using var report = new Report(allowsPager: false);
        var columns = new ColumnText(">PID", "NAME", "SESSIONS", "RUNTIME", "COMMAND");
        foreach ((HelloResult process, SessionEntry[] sessions) in processes)
        {
            columns.Row(
                process.Pid.ToString(CultureInfo.InvariantCulture),
                process.Name,
                sessions.Length == 0 ? "-" : string.Join(", ", sessions.Select(static session => session.State == "started" ? session.Name : $"{session.Name} ({session.State})")),
                process.Runtime,
                string.Join(' ', process.Command));
        }

        columns.WriteTo(report);
    }

    private static void WriteJson(List<(HelloResult Process, SessionEntry[] Sessions)> processes, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach ((HelloResult process, SessionEntry[] sessions) in processes)
        {
            json.WriteStartObject();
            LiveJson.WriteProcess(process, json);
            json.WriteString("startTime", process.StartTime);
            json.WriteStartArray("command");
            foreach (string part in process.Command)
            {
                json.WriteStringValue(part);
            }

            json.WriteEndArray();
            json.WriteString("runtime", process.Runtime);
            json.WriteString("version", process.Version);
            json.WriteString("clock", process.Clock);
            json.WriteStartArray("sessions");
            foreach (SessionEntry session in sessions)
            {
                json.WriteStartObject();
                json.WriteString("name", session.Name);
                json.WriteString("state", session.State);
                json.WriteString("output", session.Output);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
