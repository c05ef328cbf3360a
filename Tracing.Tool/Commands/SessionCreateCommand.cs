using System.CommandLine;
using System.Text.Json;
using Tracing.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl session create</c>: a new session, which is started with another command unless it is to start at once.</summary>
internal static class SessionCreateCommand
{
    /// <summary>The channel that events go to where no channel is named.</summary>
    public const string DefaultChannel = "channel0";

    public static Command Build()
    {
        var processes = new ProcessOptions();
        var settings = new SessionOptionSet();
        var channel = new ChannelOptionSet();
        var rules = new RuleOptions();
        Argument<string> name = new("SESSION") { Description = "The new session's name." };
        Option<string?> output = new("--output", "-o") { Description = "The trace's folder; %p stands for the process's id, %n for its name, %t for the time. Without it nothing is written until a snapshot.", HelpName = "DIR" };
        Option<string[]> events = LiveOptions.Events();
        Option<string?> channelName = new("--channel", "-c") { Description = $"The name of the channel that -e and the channel's options are for: {DefaultChannel} unless given.", HelpName = "CHANNEL" };
        Option<bool> start = new("--start") { Description = "Start it at once." };
        var command = new Command("create", "Create a session, with a channel if -e or a channel's options are given.") { name, output, events, channelName, start };
        settings.AddTo(command);
        channel.AddTo(command);
        rules.AddTo(command);
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            string? folder = parsed.GetValue(output) is { } path ? Path.GetFullPath(path) : null;
            JsonElement session = SessionJson.BuildSession(json =>
            {
                json.WriteStartObject();
                json.WriteString("name", parsed.GetRequiredValue(name));
                SessionJson.WriteText("output", folder, json);
                json.WriteBoolean("start", parsed.GetValue(start));
                settings.Write(parsed, json);
                json.WriteStartArray("channels");
                if (channel.IsGiven(parsed) || parsed.GetValue(events) is [_, ..] || parsed.GetValue(channelName) is not null)
                {
                    channel.Write(parsed, parsed.GetValue(channelName) ?? DefaultChannel, folder is null ? "overwrite" : null, json, writer =>
                    {
                        foreach (string pattern in parsed.GetValue(events) ?? [])
                        {
                            rules.Write(parsed, pattern, writer);
                        }
                    });
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return OnProcesses.Run(parsed, processes, client =>
            {
                SessionEntry made = client.Create(session);
                Messages.Say($"{client.Name}: session '{made.Name}' {made.State}{(made.Output is null ? "" : $", output {made.Output}")}");
            });
        });
        return command;
    }
}
