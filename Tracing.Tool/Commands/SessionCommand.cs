using System.CommandLine;
using Tracing.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl session</c>: sessions of running processes.</summary>
internal static class SessionCommand
{
    public static Command Build() => new("session", "Create, look at, start, stop, destroy, save and load sessions of running processes.")
    {
        SessionCreateCommand.Build(),
        BuildList(),
        BuildShow(),
        BuildChange("start", "Start a session.", ControlMethods.StartSession, "started"),
        BuildChange("stop", "Stop a session and write out what its rings hold.", ControlMethods.StopSession, "stopped"),
        BuildChange("destroy", "Stop a session and remove it; its trace stays.", ControlMethods.DestroySession, "destroyed"),
        SessionFileCommands.BuildSave(),
        SessionFileCommands.BuildLoad(),
    };

    private static Command BuildList()
    {
        var processes = new ProcessOptions();
        Option<bool> json = TraceOptions.JsonOption();
        var command = new Command("list", "List the sessions of running processes.") { json };
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            var all = new List<(HelloResult, SessionEntry[])>();
            int exitCode = OnProcesses.Run(parsed, processes, client => all.Add((client.Process, client.Sessions())));
            SessionReport.Write(all, parsed.GetValue(json), hasDetails: false);
            return exitCode;
        });
        return command;
    }

    private static Command BuildShow()
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        Option<bool> json = TraceOptions.JsonOption();
        var command = new Command("show", "Show a session: its channels, rules, triggers, and what it has counted.") { session, json };
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            var all = new List<(HelloResult, SessionEntry[])>();
            int exitCode = OnProcesses.Run(parsed, processes, client => all.Add((client.Process, client.Sessions(parsed.GetRequiredValue(session)))));
            SessionReport.Write(all, parsed.GetValue(json), hasDetails: true);
            return exitCode;
        });
        return command;
    }

    private static Command BuildChange(string name, string description, string method, string done)
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        var command = new Command(name, description) { session };
        processes.AddTo(command);
        command.SetAction(parsed => OnProcesses.Run(parsed, processes, client =>
        {
            string of = parsed.GetRequiredValue(session);
            Messages.Say($"{client.Name}: session '{of}' {done}; {SessionReport.Describe(client.Change(method, of))}");
        }));
        return command;
    }
}
