using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>An event rule of a channel, as a configuration has it.</summary>
internal sealed class RuleConfiguration
{
    public static readonly ObjectForm<RuleConfiguration> Form = new(
        "rule",
        new("events", static (rule, value) => rule.Events = value.AsText(), IsRequired: true),
        new("enable", static (rule, value) => rule.Enables = value.AsFlag()),
        new("exclude", static (rule, value) => rule.Options.Exclude = value.AsList(static item => item.AsText())),
        new("level", static (rule, value) => rule.Options.Level = Words.Levels.Read(value)),
        new("mostSevere", static (rule, value) => rule.Options.MostSevere = Words.Levels.Read(value)),
        new("filter", static (rule, value) => rule.Options.Filter = value.AsText()),
        new("oneIn", static (rule, value) => rule.Options.OneIn = value.AsInteger(1, long.MaxValue)),
        new("maxPerSecond", static (rule, value) => rule.Options.MaxPerSecond = (int)value.AsInteger(1, int.MaxValue)),
        new("first", static (rule, value) => rule.Options.First = value.AsInteger(1, long.MaxValue)));

    /// <summary>The pattern.</summary>
    public string Events { get; set; } = "";

    /// <summary>Whether matching events are recorded, or no longer.</summary>
    public bool Enables { get; set; } = true;

    /// <summary>What narrows it. Of a rule that disables: nothing.</summary>
    public EventRuleOptions Options { get; set; } = new();

    /// <summary>Where it stands; null for one that no text has.</summary>
    public ConfigurationValue? Place { get; private set; }

    /// <exception cref="TraceConfigurationException">What is wrong.</exception>
    public static RuleConfiguration Read(ConfigurationValue value)
    {
        RuleConfiguration rule = Form.Read(value);
        rule.Place = value;
        if (!rule.Enables && value.Members.FirstOrDefault(static member => member.Key is not ("events" or "enable")) is { Key: { } key } narrowing)
        {
            throw narrowing.Value.Error($"A rule with \"enable\": false takes all events out that \"events\" matches. Remove \"{key}\", or write the rule before it anew.");
        }

        return rule;
    }

    /// <summary>Sets it in a session.</summary>
    /// <exception cref="TraceConfigurationException">It cannot be set.</exception>
    public void Apply(TraceSession session, TraceChannel? channel) => Placed.Run(Place, () =>
    {
        try
        {
            if (Enables)
            {
                session.Enable(Events, channel, Options);
            }
            else
            {
                session.Disable(Events, channel);
            }
        }
        catch (EventFilterException exception) when (Place?.Find("filter") is { } filter)
        {
            throw filter.Error(exception.Message, exception);
        }
    });

    /// <summary>Writes it as an object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("events", Events);
        if (!Enables)
        {
            writer.WriteBoolean("enable", false);
        }

        WriteOptions(writer, Options);
        writer.WriteEndObject();
    }

    /// <summary>Writes what narrows a rule, into an object.</summary>
    public static void WriteOptions(Utf8JsonWriter writer, EventRuleOptions options)
    {
        ValueWriting.WriteList(writer, "exclude", options.Exclude);
        ValueWriting.WriteWord(writer, "level", Words.Levels, options.Level);
        ValueWriting.WriteWord(writer, "mostSevere", Words.Levels, options.MostSevere);
        ValueWriting.WriteText(writer, "filter", options.Filter);
        ValueWriting.WriteNumber(writer, "oneIn", options.OneIn);
        ValueWriting.WriteNumber(writer, "maxPerSecond", options.MaxPerSecond);
        ValueWriting.WriteNumber(writer, "first", options.First);
    }
}
