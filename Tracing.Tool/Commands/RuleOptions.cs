using System.CommandLine;
using System.Text.Json;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary>The options that narrow an event rule.</summary>
internal sealed class RuleOptions
{
    public Option<string[]> Exclude { get; } = new("--exclude", "-x") { Description = "Leave out events whose names match. Can be given several times.", HelpName = "PATTERN", DefaultValueFactory = static _ => [] };

    public Option<string?> Level { get; } = new("--level", "-l") { Description = "Only events of this level and more severe ones: emergency, alert, critical, error, warning, notice, info, debugSystem … debug.", HelpName = "LEVEL" };

    public Option<string?> MostSevere { get; } = new("--most-severe") { Description = "Only events of this level and less severe ones.", HelpName = "LEVEL" };

    public Option<string?> Filter { get; } = new("--filter", "-f") { Description = "Only events that the expression holds for, in LTTng's filter grammar: 'rows > 100 && table == \"a*\"'.", HelpName = "EXPR" };

    public Option<long?> OneIn { get; } = CountOption.Create("Only the first of each so many events.", "--one-in");

    public Option<long?> MaxPerSecond { get; } = CountOption.Create("At most so many events in a second.", "--max-per-second");

    public Option<long?> First { get; } = CountOption.Create("Only the first so many events.", "--first");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Exclude);
        command.Add(Level);
        command.Add(MostSevere);
        command.Add(Filter);
        command.Add(OneIn);
        command.Add(MaxPerSecond);
        command.Add(First);
    }

    /// <summary>Writes the rule for a pattern, in the form of a configuration file.</summary>
    public void Write(ParseResult parsed, string events, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("events", events);
        if (parsed.GetValue(Exclude) is [_, ..] excluded)
        {
            json.WriteStartArray("exclude");
            foreach (string pattern in excluded)
            {
                json.WriteStringValue(pattern);
            }

            json.WriteEndArray();
        }

        SessionJson.WriteText("level", parsed.GetValue(Level), json);
        SessionJson.WriteText("mostSevere", parsed.GetValue(MostSevere), json);
        SessionJson.WriteText("filter", CheckedFilter(parsed), json);
        SessionJson.WriteNumber("oneIn", parsed.GetValue(OneIn), json);
        SessionJson.WriteNumber("maxPerSecond", parsed.GetValue(MaxPerSecond), json);
        SessionJson.WriteNumber("first", parsed.GetValue(First), json);
        json.WriteEndObject();
    }

    // The grammar is the same for readers and recorders; which fields there are, the process knows.
    private string? CheckedFilter(ParseResult parsed) => new TraceRequest { Filter = parsed.GetValue(Filter) }.ParseFilter() is null ? null : parsed.GetValue(Filter);
}
