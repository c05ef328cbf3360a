using System.CommandLine;
using System.CommandLine.Completions;
using Tracing.Tool.Control;

namespace Tracing.Tool.Commands;

/// <summary>Options and arguments that several commands for running processes have.</summary>
internal static class LiveOptions
{
    /// <summary>Somebody waits for a completion while typing.</summary>
    private static readonly TimeSpan s_completionPatience = TimeSpan.FromSeconds(2);

    /// <summary>Which events; all where it is not given.</summary>
    public static Option<string[]> Events(bool isRequired = false)
    {
        Option<string[]> option = new("--event", "-e")
        {
            Description = "Events whose names match; * stands for any characters, ? for one. Can be given several times.",
            HelpName = "PATTERN",
            Required = isRequired,
        };
        if (!isRequired)
        {
            option.DefaultValueFactory = static _ => [];
        }

        option.CompletionSources.Add(static _ => Complete(static client => client.Tracepoints().Select(static tracepoint => tracepoint.Name)));
        return option;
    }

    /// <summary>A session of the process.</summary>
    public static Argument<string> Session()
    {
        Argument<string> argument = new("SESSION") { Description = "The session's name." };
        argument.CompletionSources.Add(static _ => Complete(static client => client.Sessions().Select(static session => session.Name)));
        return argument;
    }

    /// <summary>A channel of the session, where it may be left out.</summary>
    public static Option<string?> Channel(string description)
    {
        Option<string?> option = new("--channel", "-c") { Description = description, HelpName = "CHANNEL" };
        option.CompletionSources.Add(static _ => Complete(static client => client.Sessions().SelectMany(static session => session.Channels).Select(static channel => channel.Name)));
        return option;
    }

    private static IEnumerable<CompletionItem> Complete(Func<ControlClient, IEnumerable<string>> names)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (ControlClient client in ProcessFinder.ConnectAll(s_completionPatience))
        {
            using (client)
            {
                try
                {
                    found.UnionWith(names(client));
                }
                catch (ControlException)
                {
                    // What it cannot say now is not completed.
                }
            }
        }

        return found.Select(static name => new CompletionItem(name));
    }
}
