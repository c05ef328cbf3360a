using System.CommandLine;
using System.Text.Json;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl enable</c> and <c>disable</c>: event rules of a session.</summary>
internal static class RuleCommands
{
    public static Command BuildEnable()
    {
        var processes = new ProcessOptions();
        var rules = new RuleOptions();
        Argument<string> session = LiveOptions.Session();
        Option<string[]> events = LiveOptions.Events(isRequired: true);
        Option<string?> channel = LiveOptions.Channel("The channel that gets the events; the session's default channel unless given.");
        var command = new Command("enable", "Record events in a session, also while it runs.") { session, events, channel };
        rules.AddTo(command);
        processes.AddTo(command);
        command.SetAction(parsed => OnProcesses.Run(parsed, processes, client =>
        {
            foreach (string pattern in parsed.GetRequiredValue(events))
            {
                JsonElement rule = SessionJson.BuildRule(json => rules.Write(parsed, pattern, json));
                int matched = client.Enable(parsed.GetRequiredValue(session), parsed.GetValue(channel), rule);
                TellMatched(client, pattern, matched, "enabled");
            }
        }));
        return command;
    }

    public static Command BuildDisable()
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        Option<string[]> events = LiveOptions.Events(isRequired: true);
        Option<string?> channel = LiveOptions.Channel("Only in this channel; in all of the session unless given.");
        var command = new Command("disable", "Record events in a session no more.") { session, events, channel };
        processes.AddTo(command);
        command.SetAction(parsed => OnProcesses.Run(parsed, processes, client =>
        {
            foreach (string pattern in parsed.GetRequiredValue(events))
            {
                TellMatched(client, pattern, client.Disable(parsed.GetRequiredValue(session), parsed.GetValue(channel), pattern), "disabled");
            }
        }));
        return command;
    }

    private static void TellMatched(Control.ControlClient client, string pattern, int matched, string done)
    {
        if (matched > 0)
        {
            Messages.Say($"{client.Name}: {pattern} {done}: {Numbers.Counted(matched, "tracepoint")}");
            return;
        }

        client.Tracepoints(pattern, out string[] near);
        Messages.Warn($"{client.Name}: {pattern} {done}, but matches no tracepoint that the process has now.{Control.NearMiss.Hint(near)}");
    }
}
