using System.CommandLine;
using System.Text.Json;
using Tracing.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl channel</c> and <c>context</c>: what a session's channels are like.</summary>
internal static class ChannelCommands
{
    public static Command BuildChannel()
    {
        var processes = new ProcessOptions();
        var options = new ChannelOptionSet();
        Argument<string> session = LiveOptions.Session();
        Argument<string> name = new("CHANNEL") { Description = "The new channel's name." };
        var add = new Command("add", "Add a channel to a session.") { session, name };
        options.AddTo(add);
        processes.AddTo(add);
        add.SetAction(parsed =>
        {
            JsonElement channel = SessionJson.BuildChannel(json => options.Write(parsed, parsed.GetRequiredValue(name), mode: null, json, writeRules: null));
            return OnProcesses.Run(parsed, processes, client =>
            {
                ChannelEntry made = client.AddChannel(parsed.GetRequiredValue(session), channel);
                Messages.Say($"{client.Name}: channel '{made.Name}' added: {made.Mode}, {made.Scope}, {made.SubBufferCount} × {Numbers.Bytes(made.SubBufferSize)}");
            });
        });
        return new Command("channel", "Add channels to sessions of running processes.") { add };
    }

    public static Command BuildContext() => new("context", "Add contexts to channels of running processes, and list what there is.") { BuildContextAdd(), BuildContextList() };

    private static Command BuildContextAdd()
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        Argument<string[]> contexts = new("CONTEXT") { Description = "Names of contexts, as 'tracectl context list' has them.", Arity = ArgumentArity.OneOrMore };
        Option<string> channel = new("--channel", "-c") { Description = "The channel.", HelpName = "CHANNEL", Required = true };
        var add = new Command("add", "Add contexts to each event of a channel; before its session is started.") { session, contexts, channel };
        processes.AddTo(add);
        add.SetAction(parsed => OnProcesses.Run(parsed, processes, client =>
        {
            foreach (string context in parsed.GetRequiredValue(contexts))
            {
                client.AddContext(parsed.GetRequiredValue(session), parsed.GetRequiredValue(channel), context);
                Messages.Say($"{client.Name}: context '{context}' added");
            }
        }));
        return add;
    }

    private static Command BuildContextList()
    {
        var processes = new ProcessOptions();
        Option<bool> json = TraceOptions.JsonOption();
        var list = new Command("list", "List the contexts that a process's channels can have.") { json };
        processes.AddTo(list);
        list.SetAction(parsed =>
        {
            var all = new SortedSet<string>(StringComparer.Ordinal);
            int exitCode = OnProcesses.Run(parsed, processes, client => all.UnionWith(client.Contexts()));
            if (parsed.GetValue(json))
            {
                JsonReport.Write(writer =>
                {
                    writer.WriteStartArray();
                    foreach (string name in all)
                    {
                        writer.WriteStringValue(name);
                    }

                    writer.WriteEndArray();
                });
            }
            else
            {
                using var report = new Report(allowsPager: false);
                foreach (string name in all)
                {
                    report.Line(name);
                }
            }

            return exitCode;
        });
        return list;
    }
}
