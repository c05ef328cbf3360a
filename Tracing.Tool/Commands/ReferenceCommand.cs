using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary>Hidden: prints docs/tracectl.md, made of the commands themselves.</summary>
internal static class ReferenceCommand
{
    private static readonly Dictionary<string, string[]> s_examples = new(StringComparer.Ordinal)
    {
        ["ps"] = ["tracectl ps", "tracectl ps --json | jq '.[].pid'"],
        ["list"] = ["tracectl list -p 4711", "tracectl list --name shop -e 'db:*' --hits"],
        ["watch"] = ["tracectl watch -p 4711", "tracectl watch -p 4711 -e 'db:*' -i 5s --json"],
        ["record"] =
        [
            "tracectl record -p 4711 -e 'shop:*' -o traces",
            "tracectl record --name 'shop*' --wait -e 'shop:*' -e 'db:*' --level info -f 'ms > 10' --context vtid -o traces --duration 1m",
            "tracectl record -e '*' -o traces -- dotnet run",
            "tracectl record -p 4711 -e '*' --snapshot -o traces",
            "tracectl record -p 4711 -e '*' -o traces --detach --rotate-size 64MiB --keep-chunks 10",
        ],
        ["try"] = ["tracectl try -p 4711 -e 'db:*' -f 'rows > 100' --for 10s"],
        ["session create"] = ["tracectl session create -p 4711 demo -o traces/demo -e 'shop:*' --start", "tracectl session create -p 4711 flight -e '*' --start"],
        ["session save"] = ["tracectl session save -p 4711 -o demo.json"],
        ["session load"] = ["tracectl session load -p 4711 demo.json"],
        ["channel add"] = ["tracectl channel add -p 4711 demo orders --mode block --subbuf-size 1MiB --num-subbuf 8"],
        ["enable"] = ["tracectl enable -p 4711 demo -c orders -e 'shop:*' -x 'shop:Cache*' --level info"],
        ["trigger add"] = ["tracectl trigger add -p 4711 demo @slow.json"],
        ["snapshot"] = ["tracectl snapshot -p 4711 flight -o traces/flight --max-age 10s"],
        ["recover"] = ["tracectl recover", "tracectl recover --write", "tracectl recover --write -p 4711 -o traces/recovered"],
        ["doctor"] = ["tracectl doctor"],
        ["view"] =
        [
            "tracectl view traces/demo",
            "tracectl view traces/demo --time relative --from +1.5 --to +2 -e 'shop:*'",
            "tracectl view traces/demo -f 'total > 100 && customer == \"A*\" && $ctx.vtid != 7' -n 20",
            "tracectl view traces/demo --json | jq .fields",
        ],
        ["stats"] = ["tracectl stats traces/demo", "tracectl stats traces/demo -e 'db:*' --json"],
        ["latency"] = ["tracectl latency traces/demo --begin QueryBegin --end QueryEnd", "tracectl latency traces/demo --begin shop:OrderPlaced --end shop:OrderShipped --key orderId --worst 10"],
        ["timeline"] = ["tracectl timeline traces/demo", "tracectl timeline traces/demo --by event"],
        ["diff"] = ["tracectl diff traces/before traces/after", "tracectl diff traces/before traces/after --span QueryBegin:QueryEnd@queryId"],
        ["export"] =
        [
            "tracectl export traces/demo --format chrome -o demo.json",
            "tracectl export traces/demo --format perfetto --span db:QueryBegin:db:QueryEnd --counter QueueDepth@depth -o demo.pftrace",
            "tracectl export traces/demo --format csv -e shop:OrderPlaced > orders.csv",
        ],
        ["trim"] = ["tracectl trim traces/demo -o traces/short --from +10 --to +11", "tracectl trim traces/demo -o traces/slow -f 'milliseconds > 100'"],
        ["check"] = ["tracectl check traces/demo"],
        ["metadata"] = ["tracectl metadata traces/demo"],
        ["completion"] = ["eval \"$(tracectl completion bash)\""],
    };

    public static Command Build(RootCommand root)
    {
        var command = new Command("reference", "Print the reference page.") { Hidden = true };
        command.SetAction(_ =>
        {
            using var target = OutputTarget.Open(allowsPager: false);
            target.Lines.Write(Format(root));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The page.</summary>
    public static string Format(RootCommand root)
    {
        var text = new StringBuilder();
        text.Append("""
            # tracectl

            <!-- Made by `tracectl reference`; a test of Tracing.Tool.Tests holds it. TRACING_ACCEPT_SNAPSHOTS=1 writes it anew. -->

            """).Append('\n').Append(root.Description).Append("\n\n");
        text.Append("""
            Data goes to standard output, messages and progress to standard error. At a terminal, output that does not fit the screen
            is shown in a pager, lines have colours, and tables and drawings are as wide as it is; in a pipe or a file there are no colours.

            | exit code | means |
            | --- | --- |
            | 0 | done |
            | 1 | failed, wholly or in part: standard error says what. What can be read of a damaged trace is read all the same. |
            | 2 | the command line is wrong |

            | environment | means |
            | --- | --- |
            | `NO_COLOR` | no colours, if it is not empty |
            | `PAGER` | the pager; empty or `cat` for none; `less` if it is not set |
            | `LESS` | options for less; `FRX` if it is not set |
            | `COLUMNS` | the width, where there is no terminal |

            Names of events are given as patterns: `*` for any characters, `?` for one. Times are given as seconds from the trace's begin
            (`+1.5`), a time of the trace's first day (`10:04:44.5`), a date and time (`2026-11-25T10:04:44.5`, with a `Z` for UTC), or
            the clock's nanoseconds. [Filters](filters.md) have a page of their own, and so have [running processes](live.md), with the forms of `--json`.

            """).Append('\n');
        foreach (Command command in root.Subcommands.Where(static command => !command.Hidden))
        {
            WriteCommand(command, command.Name, text);
        }

        return text.ToString();
    }

    private static void WriteCommand(Command command, string name, StringBuilder text)
    {
        if (command.Subcommands.Count > 0)
        {
            text.Append("## ").Append(name).Append("\n\n").Append(command.Description).Append("\n\n");
            foreach (Command part in command.Subcommands)
            {
                WriteCommand(part, $"{name} {part.Name}", text);
            }

            return;
        }

        string arguments = string.Concat(command.Arguments.Select(static argument => $" {argument.Name}"));
        string required = string.Concat(command.Options.Where(static option => option.Required).Select(static option => $" {Usage(option)}"));
        text.Append(name.Contains(' ', StringComparison.Ordinal) ? "### " : "## ").Append(name).Append("\n\n");
        text.Append(command.Description).Append("\n\n");
        text.Append("    tracectl ").Append(name).Append(arguments).Append(required).Append(" [options]\n\n");
        text.Append("| | |\n| --- | --- |\n");
        foreach (Argument argument in command.Arguments)
        {
            text.Append("| `").Append(argument.Name).Append("` | ").Append(Escape(argument.Description)).Append(" |\n");
        }

        foreach (Option option in command.Options.Where(static option => option is not HelpOption && !option.Hidden))
        {
            string names = string.Join(", ", new[] { option.Name }.Concat(option.Aliases).Select(static name => $"`{name}`"));
            text.Append("| ").Append(names);
            if (option.HelpName is string value)
            {
                text.Append(" `").Append(value.Replace("|", "\\|", StringComparison.Ordinal)).Append('`');
            }

            text.Append(" | ").Append(Escape(option.Description)).Append(" |\n");
        }

        text.Append('\n');
        if (s_examples.TryGetValue(name, out string[]? examples))
        {
            text.Append("```\n").AppendJoin('\n', examples).Append("\n```\n\n");
        }
    }

    private static string Usage(Option option) => option.HelpName is string value ? $"{option.Name} {value}" : option.Name;

    private static string Escape(string? description) => (description ?? "").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
