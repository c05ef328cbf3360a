using System.CommandLine;
using Tracing.Reader;
using Tracing.Tool.Analysis;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary>The argument and options of commands that read a trace.</summary>
internal sealed class TraceOptions
{
    public Argument<string> Path { get; } = new("DIR")
    {
        Description = "The trace's folder, or one with traces somewhere below it.",
    };

    public Option<string[]> Events { get; } = new("--event", "-e")
    {
        Description = "Only events whose names match; * stands for any characters, ? for one. Can be given several times. Without it, all but what the tracer tells of the process by itself (statedump:*, lttng_ust_statedump:*, clock:*).",
        HelpName = "PATTERN",
        DefaultValueFactory = static _ => [],
    };

    public Option<long[]> ThreadIds { get; } =
        CountOption.CreateMany("Only events of this thread, by the system's id. Can be given several times.", "TID", "--tid");

    public Option<string?> Filter { get; } = new("--filter", "-f")
    {
        Description = "Only events that the expression holds for, in LTTng's filter grammar: 'rows > 100 && table == \"a*\"'.",
        HelpName = "EXPR",
    };

    public Option<string?> From { get; } = new("--from")
    {
        Description = "Only what happened from this time on: +SECONDS from the trace's begin, HH:MM:SS[.FRACTION], YYYY-MM-DDTHH:MM:SS[.FRACTION][Z], or ns.",
        HelpName = "TIME",
    };

    public Option<string?> To { get; } = new("--to")
    {
        Description = "Only what happened before this time.",
        HelpName = "TIME",
    };

    public Option<bool> Strict { get; } = new("--strict")
    {
        Description = "Stop at the first thing that is wrong with the trace, instead of reading what can be read.",
    };

    public Option<TimeStyle> Time { get; } = TimeOption();

    /// <summary>The option that chooses how times are shown.</summary>
    public static Option<TimeStyle> TimeOption()
    {
        Option<TimeStyle> option = new("--time")
        {
            Description = "How times are shown, and what zone --from and --to are in: local (the default), utc, relative (seconds since the trace's begin) or raw (ns).",
            HelpName = "local|utc|relative|raw",
        };
        return option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "local", "utc", "relative", "raw");
    }

    /// <summary>The option for machines.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "Write JSON." };

    /// <summary>The option that keeps the pager away.</summary>
    public static Option<bool> NoPagerOption() => new("--no-pager") { Description = "Do not show the output in a pager." };

    /// <summary>The option that names spans.</summary>
    public static Option<string[]> SpanOption() => new("--span")
    {
        Description = "A pair of events that begin and end something, by thread or by a field that both have. Without it, pairs are found by names such as QueryBegin and QueryEnd. Can be given several times.",
        HelpName = "BEGIN:END[@FIELD]",
        DefaultValueFactory = static _ => [],
    };

    /// <summary>The spans that were named, else those that names tell of.</summary>
    public static IReadOnlyList<SpanRule> SpansOf(string[]? named, params ReadOnlySpan<TraceReader> readers)
    {
        if (named is [_, ..])
        {
            return [.. named.Select(SpanRule.Parse)];
        }

        var rules = new List<SpanRule>();
        foreach (TraceReader reader in readers)
        {
            rules.AddRange(SpanRule.Guess(reader).Where(rule => !rules.Contains(rule)));
        }

        return rules;
    }

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Path);
        command.Add(Events);
        command.Add(ThreadIds);
        command.Add(Filter);
        command.Add(From);
        command.Add(To);
        command.Add(Strict);
        command.Add(Time);
    }

    /// <summary>Opens the trace that a command line names.</summary>
    public TraceInput Open(ParseResult parsed) => TraceInput.Open(parsed.GetRequiredValue(Path), Request(parsed));

    /// <summary>What a command line asks for.</summary>
    public TraceRequest Request(ParseResult parsed) => new()
    {
        Events = parsed.GetValue(Events) ?? [],
        ThreadIds = parsed.GetValue(ThreadIds) ?? [],
        Filter = parsed.GetValue(Filter),
        From = parsed.GetValue(From),
        To = parsed.GetValue(To),
        Strict = parsed.GetValue(Strict),
        Time = parsed.GetValue(Time),
    };
}
