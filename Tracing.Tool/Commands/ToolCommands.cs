using System.CommandLine;
using System.CommandLine.Invocation;
using Tracing.Reader;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary>The commands, and what is common to running each of them.</summary>
internal static class ToolCommands
{
    /// <summary>All commands.</summary>
    public static RootCommand BuildRoot()
    {
        var root = new RootCommand("Looks into running .NET processes and records them, and looks at CTF 1.8 traces: those of Tracing for .NET, of LTTng and of barectf.")
        {
            PsCommand.Build(),
            ListCommand.Build(),
            WatchCommand.Build(),
            RecordCommand.Build(),
            TryCommand.Build(),
            SessionCommand.Build(),
            ChannelCommands.BuildChannel(),
            RuleCommands.BuildEnable(),
            RuleCommands.BuildDisable(),
            ChannelCommands.BuildContext(),
            TriggerCommands.Build(),
            ExtractionCommands.BuildRotate(),
            ExtractionCommands.BuildSnapshot(),
            ExtractionCommands.BuildStatedump(),
            ViewCommand.Build(),
            StatsCommand.Build(),
            LatencyCommand.Build(),
            TimelineCommand.Build(),
            DiffCommand.Build(),
            ExportCommand.Build(),
            TrimCommand.Build(),
            CheckCommand.Build(),
            MetadataCommand.Build(),
            RecoverCommand.Build(),
            DoctorCommand.Build(),
            CompletionCommand.Build(),
        };
        root.Add(ReferenceCommand.Build(root));
        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>0 done, 1 failed, 2 wrong usage.</returns>
    public static int Run(string[] args)
    {
        ParseResult parsed = BuildRoot().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return RefuseUsage(parsed, Describe(parsed));
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OutputClosedException)
        {
            return ExitCode.Done;
        }
        catch (UsageException exception)
        {
            return RefuseUsage(parsed, exception.Message);
        }
        catch (Exception exception) when (exception is ToolException or TraceFormatException or IOException or UnauthorizedAccessException)
        {
            Messages.Error(exception.Message);
            return ExitCode.Failed;
        }
    }

    private static string Describe(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens is [var name, ..]
            ? $"There is no command '{name}'."
            : string.Join("\n", parsed.Errors.Select(static error => error.Message).Distinct());

    private static int RefuseUsage(ParseResult parsed, string message)
    {
        Command command = parsed.CommandResult.Command;
        Messages.Error(message);
        Messages.Say($"'{(command is RootCommand ? "" : "tracectl ")}{(command is RootCommand ? "tracectl" : command.Name)} --help' tells how to use it.");
        return ExitCode.WrongUsage;
    }
}
