using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using Tracing.Tool.Control;

namespace Tracing.Tool.Commands;

/// <summary>The options that say which processes a command is for.</summary>
internal sealed class ProcessOptions
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Somebody waits for a completion while typing.</summary>
    private static readonly TimeSpan s_completionPatience = TimeSpan.FromSeconds(2);

    public Option<long[]> Pids { get; } = CountOption.CreateMany("The process, by its id; see 'tracectl ps'. Can be given several times.", "PID", "--pid", "-p");

    public Option<string?> Name { get; } = new("--name") { Description = "All processes whose names match; * stands for any characters, ? for one.", HelpName = "PATTERN" };

    public Option<string?> Socket { get; } = new("--socket") { Description = "The process whose control socket this is, where TRACING_CONTROL_SOCKET chose it.", HelpName = "PATH" };

    public Option<TimeSpan?> Timeout { get; } = DurationOption.Create("How long to wait for an answer of a process: 5s unless given.", "--timeout");

    public ProcessOptions()
    {
        Pids.CompletionSources.Add(static _ => Complete(static client => client.Process.Pid.ToString(CultureInfo.InvariantCulture), static client => string.Join(' ', client.Process.Command)));
        Name.CompletionSources.Add(static _ => Complete(static client => client.Process.Name, static _ => null));
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Pids);
        command.Add(Name);
        command.Add(Socket);
        command.Add(Timeout);
    }

    /// <summary>How long to wait for answers.</summary>
    public TimeSpan Patience(ParseResult parsed) => parsed.GetValue(Timeout) ?? s_patience;

    /// <summary>Connects to the processes that a command line names; to the only one there is, if it names none.</summary>
    public List<ControlClient> Connect(ParseResult parsed)
    {
        TimeSpan patience = Patience(parsed);
        var clients = new List<ControlClient>();
        foreach (long pid in (parsed.GetValue(Pids) ?? []).Distinct())
        {
            clients.Add(ProcessFinder.Connect((int)Math.Clamp(pid, 0, int.MaxValue), patience));
        }

        if (parsed.GetValue(Socket) is { } path)
        {
            clients.Add(ControlClient.Connect(path, patience));
        }

        if (parsed.GetValue(Name) is { } pattern)
        {
            clients.AddRange(ProcessFinder.ConnectByName(pattern, patience).Where(client => !clients.Exists(other => other.Process.Pid == client.Process.Pid)));
        }

        return clients.Count > 0 ? clients : [ConnectOnly(patience)];
    }

    /// <summary>Whether a command line names processes.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(Pids) is [_, ..] || parsed.GetValue(Name) is not null || parsed.GetValue(Socket) is not null;

    /// <summary>Whether any process matches the name that a command line gives, now.</summary>
    public bool HasMatch(ParseResult parsed)
    {
        try
        {
            ProcessFinder.ConnectByName(parsed.GetRequiredValue(Name)!, Patience(parsed)).ForEach(static client => client.Dispose());
            return true;
        }
        catch (ControlException)
        {
            return false;
        }
    }

    private static ControlClient ConnectOnly(TimeSpan patience)
    {
        List<ControlClient> all = ProcessFinder.ConnectAll(patience);
        if (all is [var only])
        {
            return only;
        }

        all.ForEach(static client => client.Dispose());
        throw all.Count == 0
            ? new ControlException($"There is no process that can be traced (looked for sockets in '{EndpointFolder.Path}').")
            : new UsageException($"Which process? Give -p PID or --name PATTERN. There is: {string.Join(", ", all.Select(static client => client.Name))}.");
    }

    private static CompletionItem[] Complete(Func<ControlClient, string> text, Func<ControlClient, string?> detail)
    {
        List<ControlClient> all = ProcessFinder.ConnectAll(s_completionPatience);
        CompletionItem[] items = [.. all.Select(client => new CompletionItem(text(client), detail: detail(client))).DistinctBy(static item => item.Label)];
        all.ForEach(static client => client.Dispose());
        return items;
    }
}
