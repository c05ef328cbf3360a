using System.CommandLine;
using System.Text.Json;
using Tracing.Control;
using Tracing.Runtime;
using Tracing.Runtime.Configuration;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl trigger</c>: what a session does by itself when something happens.</summary>
internal static class TriggerCommands
{
    public static Command Build() => new("trigger", "Add, list and remove triggers of sessions of running processes.") { BuildAdd(), BuildList(), BuildRemove() };

    private static Command BuildAdd()
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        Argument<string> trigger = new("TRIGGER")
        {
            Description = "The trigger as in a configuration file, or @FILE with it: '{ \"name\": \"slow\", \"when\": { \"events\": \"shop:Slow\" }, \"do\": [{ \"action\": \"snapshot\", \"folder\": \"/tmp/slow-%t\" }], \"coolDown\": \"10s\" }'.",
        };
        var command = new Command("add", "Add a trigger to a session.") { session, trigger };
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            JsonElement form = Read(parsed.GetRequiredValue(trigger));
            return OnProcesses.Run(parsed, processes, client =>
            {
                client.AddTrigger(parsed.GetRequiredValue(session), form);
                Messages.Say($"{client.Name}: trigger added");
            });
        });
        return command;
    }

    private static Command BuildList()
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        Option<bool> json = TraceOptions.JsonOption();
        var command = new Command("list", "List a session's triggers, and what they have done.") { session, json };
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            var all = new List<(HelloResult Process, TriggerEntry[] Triggers)>();
            int exitCode = OnProcesses.Run(parsed, processes, client => all.Add((client.Process, client.Triggers(parsed.GetRequiredValue(session)))));
            if (parsed.GetValue(json))
            {
                JsonReport.Write(writer => WriteJson(all, writer));
            }
            else
            {
                Write(all);
            }

            return exitCode;
        });
        return command;
    }

    private static Command BuildRemove()
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        Argument<string> name = new("NAME") { Description = "The trigger's name." };
        var command = new Command("remove", "Remove a trigger from a session; an action that it is doing is done first.") { session, name };
        processes.AddTo(command);
        command.SetAction(parsed => OnProcesses.Run(parsed, processes, client =>
        {
            client.RemoveTrigger(parsed.GetRequiredValue(session), parsed.GetRequiredValue(name));
            Messages.Say($"{client.Name}: trigger '{parsed.GetRequiredValue(name)}' removed");
        }));
        return command;
    }

    private static JsonElement Read(string text)
    {
        bool isFile = text.StartsWith('@');
        byte[] json = isFile ? File.ReadAllBytes(text[1..]) : System.Text.Encoding.UTF8.GetBytes(text);
        try
        {
            TraceConfiguration.ParseTrigger(json, isFile ? text[1..] : "TRIGGER");
        }
        catch (TraceConfigurationException exception)
        {
            throw new UsageException(exception.Message);
        }

        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.Clone();
    }

    private static void Write(List<(HelloResult Process, TriggerEntry[] Triggers)> all)
    {
        if (all.TrueForAll(static pair => pair.Triggers.Length == 0))
        {
            Messages.Say("No triggers.");
            return;
        }

        using var report = new Report(allowsPager: false);
        var columns = new ColumnText(">PID", "TRIGGER", ">MATCHES", ">FIRED", ">SUPPRESSED", ">FAILED", "FORM");
        foreach ((HelloResult process, TriggerEntry[] triggers) in all)
        {
            foreach (TriggerEntry trigger in triggers)
            {
                columns.Row(
                    process.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    trigger.Name,
                    Numbers.Count(trigger.Matches),
                    Numbers.Count(trigger.Fired),
                    Numbers.Count(trigger.Suppressed),
                    trigger.LastError is { } error ? $"{Numbers.Count(trigger.Failed)} ({error})" : Numbers.Count(trigger.Failed),
                    trigger.Trigger?.GetRawText() ?? "the application's own");
            }
        }

        columns.WriteTo(report);
    }

    private static void WriteJson(List<(HelloResult Process, TriggerEntry[] Triggers)> all, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach ((HelloResult process, TriggerEntry[] triggers) in all)
        {
            json.WriteStartObject();
            LiveJson.WriteProcess(process, json);
            json.WriteStartArray("triggers");
            foreach (TriggerEntry trigger in triggers)
            {
                JsonSerializer.Serialize(json, trigger, ControlJson.Default.TriggerEntry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
