using System.CommandLine;
using System.Globalization;
using Tracing.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl rotate</c>, <c>snapshot</c> and <c>statedump</c>: what is written when somebody asks.</summary>
internal static class ExtractionCommands
{
    public static Command BuildRotate()
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        var command = new Command("rotate", "Begin another chunk of a session's trace; prints the folder of the finished one.") { session };
        processes.AddTo(command);
        command.SetAction(parsed => OnProcesses.Run(parsed, processes, client => Tell(client.Rotate(parsed.GetRequiredValue(session)))));
        return command;
    }

    public static Command BuildSnapshot()
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        Option<string> output = new("--output", "-o") { Description = "The snapshot's folder, empty or not there yet. With several processes each gets a folder in it.", HelpName = "DIR", Required = true };
        Option<TimeSpan?> maxAge = DurationOption.Create("Only what happened in this last time.", "--max-age");
        Option<long?> maxBytes = SizeOption.Create("Only so many bytes, the latest.", "--max-size");
        var command = new Command("snapshot", "Write what the overwriting channels of a session hold, without stopping it; prints the folder.") { session, output, maxAge, maxBytes };
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            string folder = Path.GetFullPath(parsed.GetRequiredValue(output));
            bool isForSeveral = parsed.GetValue(processes.Name) is not null || parsed.GetValue(processes.Pids) is { Length: > 1 };
            return OnProcesses.Run(parsed, processes, client => Tell(client.Snapshot(new SnapshotParams
            {
                Session = parsed.GetRequiredValue(session),
                Folder = isForSeveral ? Path.Combine(folder, $"{client.Process.Name}-{client.Process.Pid.ToString(CultureInfo.InvariantCulture)}") : folder,
                MaxAge = parsed.GetValue(maxAge) is { } age ? SessionJson.Build(json => json.WriteStringValue(SessionJson.Format(age))) : null,
                MaxBytes = parsed.GetValue(maxBytes) is { } bytes ? SessionJson.Build(json => json.WriteNumberValue(bytes)) : null,
            })));
        });
        return command;
    }

    public static Command BuildStatedump()
    {
        var processes = new ProcessOptions();
        Argument<string> session = LiveOptions.Session();
        Option<bool> environment = new("--environment") { Description = "Tell the environment variables too; values that look like secrets are left out." };
        var command = new Command("statedump", "Tell the state of the process and of the application in a session's trace now.") { session, environment };
        processes.AddTo(command);
        command.SetAction(parsed => OnProcesses.Run(parsed, processes, client =>
        {
            client.Statedump(parsed.GetRequiredValue(session), parsed.GetValue(environment) ? true : null);
            Messages.Say($"{client.Name}: its state is in the trace of session '{parsed.GetRequiredValue(session)}'");
        }));
        return command;
    }

    private static void Tell(FolderResult result)
    {
        using var report = new Report(allowsPager: false);
        report.Line(result.Folder);
        Messages.Say($"{Numbers.Bytes(result.Bytes)} written");
    }
}
